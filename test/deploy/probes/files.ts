import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { namesOf } from '../../../infra/names.ts';
import { isKept } from '../../../shared/platform/kept-files.ts';
import { clientsOf } from '../clients.ts';
import { stage } from '../emulated-cloud.ts';
import { must, type Probe } from './probe.ts';

/** After the story: what it has frozen and confirmed lies in the write-once bucket, and nothing else does. */
export const keptFilesProbe: Probe = {
  what: 'frames, selections and evidence lie in the write-once bucket, other files beside it',
  shows: ['AWS::S3::Bucket'],
  async run({ cloud }) {
    const { s3 } = clientsOf(cloud);
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const keysIn = async (part: string): Promise<readonly string[]> => {
      const bucket = Buckets.find(({ Name = '' }) => Name.startsWith(`${namesOf(stage).stack('data')}-${part}`));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket?.Name }));
      return Contents.map(({ Key = '' }) => Key);
    };
    const kept = await keysIn('blobstorekept');
    const others = await keysIn('blobstoreblobs');
    const folders = new Set(kept.map((key) => key.split('/')[0]));
    must(folders.has('draws') && folders.has('evidence'), `the write-once bucket has ${[...folders].join(', ')}`);
    must(kept.every(isKept), 'a passing file lies in the write-once bucket');
    must(others.length > 0 && !others.some(isKept), 'a file to be kept lies in the other bucket');
    return `${kept.length} kept, ${others.length} others`;
  },
};
