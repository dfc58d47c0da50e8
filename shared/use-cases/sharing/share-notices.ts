import { formatChineseDate } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { askedBy, type Handed } from '../../domain/notice/hand-over.ts';
import { type NoticeKind, officeDepartment } from '../../domain/notice/notice.ts';
import type { ShareRequest } from '../../domain/sharing/share-request.ts';
import type { ShareRequestEvent } from '../../domain/sharing/states.ts';
import type { Actor } from '../actor.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** Whom a step leaves the request to, or lets know: the two departments, or the joint meeting's office. */
type Next = 'holder' | 'asker' | 'office' | 'other';

interface HandOver extends Handed<Next> {
  /** Who is told beside those who have to act. */
  readonly alsoTold?: readonly Next[];
  readonly kind: NoticeKind;
  readonly says: (request: ShareRequest) => string;
}

const by = ({ due }: ShareRequest, act: string): string =>
  due === undefined ? `请${act}` : `请于${formatChineseDate(due)}前${act}`;
const asked = ({ asker, title }: ShareRequest): string => `${departmentName(asker)}申请共享的“${title}”`;
const answered = (words: string, to: HandOver['to'] = ['asker']): HandOver => ({
  kind: 'share-answered',
  to,
  says: (request) => `${asked(request)}${words}。`,
});

/** What each step says to whom; a step without an entry does not compile. */
export const shareHandOvers: Readonly<Record<ShareRequestEvent | 'file' | 'extend', HandOver>> = {
  file: {
    kind: 'share-asked',
    to: ['holder'],
    asks: { todo: 'share-to-answer' },
    says: (request) => `${asked(request)}，${by(request, '答复')}。`,
  },
  extend: answered('，答复期限已延长'),
  grant: answered('，数据提供部门已同意'),
  refuse: answered('，数据提供部门不同意，理由见申请；可以提请协调'),
  open: answered('已经开通'),
  dispute: {
    kind: 'share-disputed',
    to: ['office'],
    asks: { todo: 'share-to-decide' },
    says: (request) => `${asked(request)}有争议，请裁定。`,
  },
  'decide-open': {
    ...answered('，经裁定应当共享', ['holder']),
    asks: { todo: 'share-to-open' },
    alsoTold: ['asker'],
  },
  'decide-refuse': answered('，经裁定不予共享', ['asker', 'holder']),
  close: answered('已经终止', ['other']),
};

/** The notices of a step, each once: `version` is the one that the step has made. */
export function shareNotices(
  step: keyof typeof shareHandOvers,
  request: ShareRequest,
  version: number,
  actor: Pick<Actor, 'department'>,
  now: Date,
): readonly Change[] {
  const { kind, to, alsoTold = [], says } = shareHandOvers[step];
  const { id, holder, asker } = request;
  const whose = { holder, asker, office: officeDepartment, other: actor.department === holder ? asker : holder };
  const notice = (next: Next) =>
    ({ about: `${id}.${version}.${next}`, kind, department: whose[next], text: says(request) }) as const;
  return [
    ...to.map((next) => told({ ...notice(next), ...askedBy(shareHandOvers, step, { id }) }, now)),
    ...alsoTold.map((next) => told(notice(next), now)),
  ];
}
