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

/** How many days the files of an export are kept: they hold personal data, and the registry can be exported again. */
export const exportKeptDays = 7;

/**
 * Days after which the files of a folder go by themselves, in the cloud and on one machine. What of the uploads is
 * confirmed was copied elsewhere; an address to upload to is good for minutes.
 */
export const expiringFolders = { exports: exportKeptDays, uploads: 7 } as const satisfies Partial<
  Record<BlobFolder, number>
>;

/** Folders of proof. */
export const keptFolders: readonly BlobFolder[] = ['draws', 'books', 'evidence', 'log'];

/** Whether the file of this key goes to write-once storage, where nobody can change or remove a written version. */
export const isKept = (key: string): boolean => keptFolders.some((folder) => folder === folderOf(key));
