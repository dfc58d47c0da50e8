/** Folders of what an inspection or a draw is proven by: frames, previous teams, selections; confirmed evidence. Tasks of shards work in `shards`. */
export const keptFolders = ['draws', 'evidence'] as const;

/** Whether the file of this key goes to write-once storage, where nobody can change or remove a version that was written. */
export const isKept = (key: string): boolean => keptFolders.some((folder) => key.startsWith(`${folder}/`));
