import type { Problem } from '../../../shared/api/problems.ts';

/** Tells the story as it happens: who does what, by which rule, and what comes of it. */
export interface Narrator {
  readonly chapter: (title: string) => void;
  /** Somebody acts. */
  readonly act: (who: string, what: string) => void;
  /** The rule behind it. */
  readonly why: (rule: string) => void;
  /** What came of it. */
  readonly result: (text: string) => void;
  /** What the system did not allow, in the words it gave. */
  readonly refusal: (problem: Problem) => void;
  /** Where the story stands, for whoever has to say where it broke off. */
  readonly where: () => string;
}

/** Errors of one answer that are told; the answer has them all. */
const errorsTold = 3;

export function createNarrator(write: (line: string) => void): Narrator {
  const started = performance.now();
  let chapters = 0;
  let where = '开始之前';
  return {
    chapter(title) {
      chapters += 1;
      where = `第 ${chapters} 章“${title}”`;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      write(`\n━━ 第 ${chapters} 章  ${title} ${'━'.repeat(Math.max(4, 44 - title.length * 2))} ${seconds} 秒`);
    },
    act: (who, what) => write(`  ▸ ${who}：${what}`),
    why: (rule) => write(`      规则  ${rule}`),
    result: (text) => write(`      ✓ ${text}`),
    refusal(problem) {
      write(`      ⊘ 系统拒绝：${problem.title}。${problem.detail}`);
      for (const { message } of problem.errors?.slice(0, errorsTold) ?? []) write(`          · ${message}`);
    },
    where: () => where,
  };
}
