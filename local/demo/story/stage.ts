import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiAddresses, addressOf, urlOf } from '../../../shared/api/addresses.ts';
import { type Cast, createCast } from './cast.ts';
import { createClock, type StoryClock } from './clock.ts';
import { createNarrator, type Narrator } from './narrator.ts';
import { type RoundToCome, roundToCome } from './round-to-come.ts';

export interface StoryOptions {
  /** One address, or that of each API, as in the cloud. */
  readonly gatewayUrl: ApiAddresses;
  readonly issuerUrl: string;
  /** Where the story leaves files for inspection. */
  readonly directory?: string;
  readonly write?: (line: string) => void;
}

/** Something to look at after the story. */
export interface Artefact {
  readonly name: string;
  readonly figure: string;
  /** An address or a path. */
  readonly at: string;
}

/** What every chapter needs. */
export interface Stage extends Cast {
  readonly tell: Narrator;
  readonly clock: StoryClock;
  readonly roundToCome: () => Promise<RoundToCome | undefined>;
  readonly write: (line: string) => void;
  /** Writes a file for later inspection and returns its path. */
  readonly keepFile: (name: string, content: string | Uint8Array) => Promise<string>;
  /** Creates a folder for files of one kind and returns its path. */
  readonly keepFolder: (name: string) => Promise<string>;
  /** Where anyone can read without login. */
  readonly publicUrl: string;
  /** The address of a path of the interface. */
  readonly at: (path: string) => string;
  readonly artefacts: Artefact[];
}

export function createStage(options: StoryOptions): Stage {
  const { gatewayUrl, issuerUrl, directory, write = console.log } = options;
  const folder = directory ?? '.local/demo';
  return {
    ...createCast({ gatewayUrl, issuerUrl }),
    tell: createNarrator(write),
    clock: createClock(issuerUrl),
    roundToCome: () => roundToCome(issuerUrl),
    write,
    async keepFile(name, content) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    async keepFolder(name) {
      await mkdir(join(folder, name), { recursive: true });
      return join(folder, name);
    },
    publicUrl: addressOf(gatewayUrl, 'public'),
    at: (path) => urlOf(gatewayUrl, path),
    artefacts: [],
  };
}
