/**
 * The folders of files, the first part of every key: import files and their reports; exports, for a few days; uploads
 * that nobody has confirmed; what shard tasks leave for one another; list files, previous teams and selections; the books
 * that name the rows; confirmed evidence; the sealed audit log.
 */
export const blobFolders = ['imports', 'exports', 'uploads', 'shards', 'draws', 'books', 'evidence', 'log'] as const;
export type BlobFolder = (typeof blobFolders)[number];

/** What a function may do in each folder: `write` includes reading. It reaches no other; infra grants exactly this. */
export type BlobUse = Readonly<Partial<Record<BlobFolder, 'read' | 'write'>>>;

export const folderOf = (key: string): BlobFolder | undefined =>
  blobFolders.find((folder) => key.startsWith(`${folder}/`));

/** Folders of proof. */
export const keptFolders: readonly BlobFolder[] = ['draws', 'books', 'evidence', 'log'];

/** Whether the file of this key goes to write-once storage, where nobody can change or remove a written version. */
export const isKept = (key: string): boolean => keptFolders.some((folder) => folder === folderOf(key));
