import { toldHelp } from '../help.ts';
import { startCommand } from '../hints.ts';
import { reportFailure } from '../report-failure.ts';
import { StartError } from '../start-error.ts';
import { startOptions } from '../start-options.ts';
import { checkChapter, type Followed } from './story/check-chapter.ts';
import { deadlineChapter, type Overdue, publishLate } from './story/deadline-chapter.ts';
import { type DrawnBatch, drawChapter } from './story/draw-chapter.ts';
import { type Imported, importChapter } from './story/import-chapter.ts';
import { type Inspected, inspectionChapter } from './story/inspection-chapter.ts';
import { leadChapter } from './story/lead-chapter.ts';
import { type PublishedPlan, planChapter } from './story/plan-chapter.ts';
import { type Audited, auditChapter, publicChapter, type SeenByPublic } from './story/public-chapter.ts';
import { listChapter, sealedChapter } from './story/sealed-chapter.ts';
import { createStage, type Stage, type StoryOptions } from './story/stage.ts';
import { tellSummary } from './story/summary.ts';
import { type NotPerformed, undeterminedChapter } from './story/undetermined-chapter.ts';
import { type Verified, verifyChapter } from './story/verify-chapter.ts';

/** The outcome of each chapter. */
export interface Story {
  readonly imported: Imported;
  readonly lead: { readonly id: string };
  readonly plan: PublishedPlan;
  readonly batch: DrawnBatch;
  readonly verified: Verified;
  readonly inspected: Inspected;
  readonly overdue: Overdue;
  readonly notPerformed: NotPerformed;
  readonly publishedLate: number;
  readonly seen: SeenByPublic;
  readonly followed: Followed;
  readonly audited: Audited;
}

/**
 * Runs and narrates the whole chain over HTTP, from an import file to what the public reads. It stops at the first step
 * that deviates from the script. It can run again on the same system: each run has a new plan and a new batch, and the
 * clock continues from its current time, because recorded times cannot lie in the future.
 */
export async function runStory(options: StoryOptions): Promise<Story> {
  const stage = createStage(options);
  try {
    return await tellStory(stage);
  } catch (error) {
    if (error instanceof StartError)
      throw new StartError(`演示在${stage.tell.where()}中断：${error.message}`, error.remedy);
    throw error;
  }
}

async function tellStory(stage: Stage): Promise<Story> {
  const imported = await importChapter(stage);
  const lead = await leadChapter(stage);
  const plan = await planChapter(stage);
  const batch = await drawChapter(stage, plan);
  await sealedChapter(stage, batch);
  const inspected = await inspectionChapter(stage, batch);
  const overdue = await deadlineChapter(stage, inspected);
  const notPerformed = await undeterminedChapter(stage, inspected);
  const publishedLate = await publishLate(stage, overdue);
  await listChapter(stage, batch, plan.until);
  const verified = await verifyChapter(stage, batch);
  const seen = await publicChapter(stage, inspected);
  const followed = await checkChapter(stage);
  const results = [...inspected.published, inspected.withheld, overdue.id, ...notPerformed.results, followed.result];
  const audited = await auditChapter(stage, { plan, batch, results });
  tellSummary(stage);
  return {
    imported,
    lead,
    plan,
    batch,
    verified,
    inspected,
    overdue,
    notPerformed,
    publishedLate,
    seen,
    followed,
    audited,
  };
}

const usage = `用法：npm run demo [-- --port 端口]
  向已启动的本机系统（npm start，同一 --port）逐步演示全流程；会写入计划、抽取和结果，并向前拨系统时钟`;

/** Runs against the system that `npm start` has started; the same `--port` finds it. */
async function main(): Promise<void> {
  const { port, state } = startOptions(process.argv.slice(2));
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const issuerUrl = `http://127.0.0.1:${port + 1}`;
  try {
    await fetch(`${issuerUrl}/clock`);
  } catch (error) {
    const remedy = `请先在另一窗口执行 ${startCommand({ port, state })}，看到“系统已就绪”后再试；或在启动命令中加 --demo 一次完成。`;
    throw new StartError(`系统没有在 ${gatewayUrl} 运行。`, remedy, error);
  }
  await runStory({ gatewayUrl, issuerUrl });
}

if (import.meta.main) {
  try {
    if (!toldHelp(usage)) await main();
  } catch (error) {
    reportFailure('演示', error);
  }
}
