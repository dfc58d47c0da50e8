import type { Problem } from '../../../shared/api/problems.ts';

/** Narrates the story: who does what, by which rule, and with what outcome. */
export interface Narrator {
  readonly chapter: (title: string) => void;
  /** Someone acts. */
  readonly act: (who: string, what: string) => void;
  /** The rule behind it. */
  readonly why: (rule: string) => void;
  /** The outcome. */
  readonly result: (text: string) => void;
  /** What the system refused, in its own words. */
  readonly refusal: (problem: Problem) => void;
  /** The current place in the story, to report where it broke off. */
  readonly where: () => string;
}

/** How many errors of a response are narrated; the response has them all. */
const errorsShown = 3;

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
      for (const { message } of problem.errors?.slice(0, errorsShown) ?? []) write(`          · ${message}`);
    },
    where: () => where,
  };
}
