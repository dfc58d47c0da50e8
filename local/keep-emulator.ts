import { setTimeout as wait } from 'node:timers/promises';
import { type Emulator, type EmulatorOptions, startEmulator } from './emulator.ts';

export interface KeptEmulator {
  readonly endpoint: string;
  /** Whether it has ended by itself and does not answer again yet. */
  readonly isDown: () => boolean;
  stop(): Promise<void>;
}

/** How long (ms) to wait before the next try to start it again. */
const pauseMs = 2_000;

/**
 * The emulator, started again on the same port and file when it ends without having been stopped. `tell` hears of each end
 * and each new start. What the emulator has acknowledged is in its file, so that nothing of it is lost.
 */
export async function keepEmulator(options: EmulatorOptions, tell: (text: string) => void): Promise<KeptEmulator> {
  let current: Emulator = await startEmulator(options);
  const { endpoint } = current;
  const port = Number(new URL(endpoint).port);
  const stopping = new AbortController();
  let isDown = false;

  const watch = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      if (stopping.signal.aborted) return;
      isDown = true;
      tell('数据库进程已退出，正在重新启动；已办结的事项已经保存，不受影响。');
      const again = await restarted();
      if (!again) return;
      current = again;
      isDown = false;
      tell('数据库进程已重新启动。');
    }
  };
  const restarted = async (): Promise<Emulator | undefined> => {
    for (let told = ''; !stopping.signal.aborted; await wait(pauseMs, undefined, { ref: false })) {
      try {
        return await startEmulator({ ...options, port });
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        if (text !== told) tell(`数据库进程未能重新启动，将继续尝试：${text}`);
        told = text;
      }
    }
    return undefined;
  };
  const watching = watch();
  return {
    endpoint,
    isDown: () => isDown,
    async stop() {
      stopping.abort();
      await current.stop();
      // A restart that was under way ends with an emulator of its own.
      await Promise.race([watching, wait(0)]);
      await current.stop();
    },
  };
}
