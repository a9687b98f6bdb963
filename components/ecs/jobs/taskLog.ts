import { jsonCall } from "../../jsonCall";
import type { SdkConfig } from "../../signedCall";
import type { JobFacts } from "./jobFacts";

interface Events {
  readonly events?: readonly { readonly message?: string }[];
  readonly nextForwardToken?: string;
}

/** What the container of a task has written, as CloudWatch Logs has it. */
export class TaskLog {
  /** Why it can't be read; undefined as long as it can. The job goes on without. */
  isUnreadable: string | undefined;
  private token: string | undefined;

  constructor(
    private readonly config: SdkConfig,
    private readonly job: JobFacts,
    private readonly taskArn: string,
  ) {}

  /** `<prefix>/<container>/<task>`: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html */
  static streamOf({ name }: JobFacts, taskArn: string): string {
    return `${name}/${name}/${taskArn.split("/").at(-1) ?? ""}`;
  }

  /** Lines that are new since the last time. */
  async next(): Promise<string[]> {
    const lines: string[] = [];
    while (this.isUnreadable === undefined) {
      const found = await this.page();
      lines.push(...(found.events ?? []).map(({ message = "" }) => message));
      // The same token again: there is nothing more yet.
      const isLast = found.nextForwardToken === undefined || found.nextForwardToken === this.token;
      this.token = found.nextForwardToken ?? this.token;
      if (isLast) break;
    }
    return lines;
  }

  private async page(): Promise<Events> {
    const { region, logGroupName } = this.job;
    try {
      return await jsonCall<Events>(this.config, {
        service: "logs",
        target: "Logs_20140328.GetLogEvents",
        region,
        input: {
          logGroupName,
          logStreamName: TaskLog.streamOf(this.job, this.taskArn),
          startFromHead: true,
          ...(this.token !== undefined && { nextToken: this.token }),
        },
      });
    } catch (error) {
      // The stream comes with the container's first line.
      const isAbsent = error instanceof Error && error.name === "ResourceNotFoundException";
      if (!isAbsent) this.isUnreadable = error instanceof Error ? error.message : String(error);
      return {};
    }
  }
}
