/** Folders of proof: frames, previous teams, selections; confirmed evidence. Shard tasks work in `shards`. */
export const keptFolders = ['draws', 'evidence'] as const;

/** Whether the file of this key goes to write-once storage, where nobody can change or remove a written version. */
export const isKept = (key: string): boolean => keptFolders.some((folder) => key.startsWith(`${folder}/`));
