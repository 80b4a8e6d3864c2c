import { loadLibrary, type NativeLibrary } from "./library.ts";

/** The number of the call `ioprio_set`, which C libraries have no function for. @see the kernel's tables of system calls */
const IOPRIO_SET: Readonly<Partial<Record<NodeJS.Architecture, number>>> = {
  ...{ x64: 251, ia32: 289, arm64: 30, riscv64: 30, loong64: 30, arm: 314, ppc64: 273, s390x: 282 },
};
const WHO_PROCESS = 1; // which on Linux means a thread
const THIS_THREAD = 0;
const CLASS_IDLE = 3;
const CLASS_SHIFT = 13;

/**
 * Lets everybody else use the disks first: what the calling thread reads and writes waits until nobody of another class
 * has asked for a while. Linux schedulers see to it that it does not wait for ever (bfq a fifth of a second, mq-deadline
 * ten seconds). Threads that it starts later are like it.
 *
 * Only Linux can do it for a thread alone, and a disk without a scheduler (“none”) knows no classes. Where it cannot be
 * done all stays as it is.
 *
 * @see ioprio_set(2)
 */
export function keepToIdleDisks(
  platform: NodeJS.Platform = process.platform,
  library: () => NativeLibrary | undefined = loadLibrary,
): void {
  const number = IOPRIO_SET[process.arch];
  if (platform !== "linux" || number === undefined) return;
  try {
    const call = library()?.bind("long syscall(long number, int which, int who, int priority)");
    call?.(number, WHO_PROCESS, THIS_THREAD, CLASS_IDLE << CLASS_SHIFT);
  } catch {
    // A C library without `syscall`: then it goes without.
  }
}
