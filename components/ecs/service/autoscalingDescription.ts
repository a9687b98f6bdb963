/** Service autoscaling of the cloud side. */
export interface Autoscaling {
  readonly maxReplicas: number;
  /** Average utilization to keep, in percent. */
  readonly cpuUtilization?: number | undefined;
  readonly memoryUtilization?: number | undefined;
  /** Requests a minute that one target serves well. */
  readonly requestsPerTarget?: number | undefined;
  readonly queues?: readonly ScalingQueue[] | undefined;
  /**
   * Whether no task runs where no message waits.
   * @default false
   */
  readonly toZero?: boolean | undefined;
  /** A forecast of the load, by which tasks come ahead of it. */
  readonly predictive?: Forecast | undefined;
  readonly metrics?: readonly ScalingMetric[] | undefined;
  readonly steps: readonly ScalingStep[];
  readonly schedules: readonly ScalingSchedule[];
}

/** What is forecast, and whether tasks come by it. */
export interface Forecast {
  readonly metric: "cpu" | "memory" | "requests";
  readonly mode: "forecast" | "scale";
  readonly bufferInSeconds: number;
}

/** A queue of SQS that tasks work off. */
export interface ScalingQueue {
  readonly name: string;
  readonly messagesPerTask: number;
  readonly steps: readonly MetricStep[];
}

/** A metric of CloudWatch that tasks keep at its target. */
export interface ScalingMetric {
  readonly name: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Average" | "Minimum" | "Maximum" | "SampleCount" | "Sum";
  readonly target: number;
  /** Whether the target is of the metric divided by the tasks that run. */
  readonly perTask: boolean;
  readonly steps: readonly MetricStep[];
}

/** Tasks to add from a value of a metric on. */
export interface MetricStep {
  readonly above: number;
  readonly add: number;
}

export interface ScalingStep {
  readonly metric: "cpu" | "memory";
  /** Average utilization, in percent. */
  readonly above: number;
  readonly add: number;
}

export interface ScalingSchedule {
  readonly name: string;
  /** `cron(...)`, `rate(...)` or `at(...)`. */
  readonly schedule: string;
  readonly timezone: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
}
