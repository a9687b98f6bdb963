import type { EngineEvent } from "@pulumi/pulumi/automation";
import { bySubsystem } from "./subsystems";

/** Where the progress is shown. */
export interface Screen {
  readonly write: (text: string) => void;
  /** Whether the line may be written over: on a terminal. Elsewhere there is a new one every few seconds. */
  readonly live: boolean;
  /** Characters in a line. */
  readonly columns: number;
}

const LIVE_MILLISECONDS = 100;
const LOG_MILLISECONDS = 5000;
const ERASE_LINE = "\r\u001b[K";

/** One line that says how far a run of the engine is: in all, and by subsystem. */
export class Progress {
  private readonly begun = new Set<string>();
  private readonly done = new Set<string>();
  private readonly started = Date.now();
  private readonly timer: NodeJS.Timeout;

  /** @param doing what the engine does, such as `updating prod` */
  constructor(
    private readonly doing: string,
    private readonly screen: Screen,
  ) {
    this.show();
    this.timer = setInterval(this.show, screen.live ? LIVE_MILLISECONDS : LOG_MILLISECONDS);
    this.timer.unref();
  }

  readonly event = ({ resourcePreEvent, resOutputsEvent }: EngineEvent): void => {
    if (resourcePreEvent) this.begun.add(resourcePreEvent.metadata.urn);
    if (resOutputsEvent) this.done.add(resOutputsEvent.metadata.urn);
  };

  /** Ends the line: what comes next stands below it, or in its place. */
  stop(): void {
    clearInterval(this.timer);
    if (this.screen.live) this.screen.write(ERASE_LINE);
  }

  private readonly show = (): void => {
    const seconds = Math.round((Date.now() - this.started) / 1000);
    const text = line(this.doing, seconds, this.begun, this.done);
    const shown = text.slice(0, Math.max(0, this.screen.columns - 1));
    this.screen.write(this.screen.live ? ERASE_LINE + shown : `${text}\n`);
  };
}

/** `updating prod: 214 done, 12 under way, 8 s (networking 88, ecs 40, ...)` */
export function line(
  doing: string,
  seconds: number,
  begun: ReadonlySet<string>,
  done: ReadonlySet<string>,
): string {
  if (begun.size === 0) return `${doing}: the program and the policies start, ${seconds} s`;
  const waiting = [...begun].filter((urn) => !done.has(urn)).length;
  const parts = bySubsystem(done).map(([subsystem, count]) => `${subsystem} ${count}`);
  const detail = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return `${doing}: ${done.size} done, ${waiting} under way, ${seconds} s${detail}`;
}
