import { CHOICES, FINE, type LimitRow } from "./limitRow";

const PART: LimitRow = {
  is: "A part of the task definition, of 65,536 characters.",
  at: [FINE, FINE, "not planned for"],
};

/** Of one container, by the path of each list and map in it. */
function containerRows(path: string): Record<string, LimitRow> {
  const rows: Record<string, LimitRow> = {
    "imageArchitectures[]": { is: "Nothing: what is checked.", at: CHOICES },
    "entryPoint[]": PART,
    "command[]": { ...PART, at: [FINE, FINE, "deploys as far as it fits"] },
    "environment.<name>": {
      ...PART,
      at: [FINE, FINE, "deploys up to about 60 characters each; else rejected"],
    },
    "environmentFiles[]": {
      is: "A file that each task reads, and an ARN in the execution role's policy, of 10,240 characters.",
      at: [FINE, "", ""],
    },
    "allowPlain.<name>": { is: "Nothing: what is checked.", at: [FINE, FINE, FINE] },
    "secrets.<name>": {
      is: "An ARN in the execution role's policy, of 10,240 characters; keys of one secret are one ARN.",
      at: [
        FINE,
        "deploys up to about 100 characters each; else rejected",
        "rejected, unless they are keys of few secrets",
      ],
    },
    "writablePaths[]": PART,
    "writablePathSizesInMib.<name>": PART,
    "ulimits[]": { is: PART.is, at: [FINE, "rejected: each limit once", "rejected"] },
    "linuxParameters.capabilities.drop[]": { is: PART.is, at: CHOICES },
    "linuxParameters.capabilities.add[]": { is: PART.is, at: CHOICES },
    "dependsOn[]": {
      is: PART.is,
      at: ["rejected: a task has ten containers", "rejected", "rejected"],
    },
    "containerHealthCheck.command[]": { ...PART, at: [FINE, FINE, "deploys as far as it fits"] },
  };
  return Object.fromEntries(Object.entries(rows).map(([key, row]) => [`${path}.${key}`, row]));
}

/** Of services, by the path of each list and map. */
export const SERVICE_LIMIT_ROWS: Readonly<Record<string, LimitRow>> = {
  ...containerRows("services[]"),
  ...containerRows("services[].sidecars[]"),
  "services[].sidecars[]": {
    is: "Containers of the task, of ten with the service's own.",
    at: ["", "", ""],
  },
  "services[].sharedPaths[]": {
    is: "A volume of the task, mounted by each of its containers.",
    at: PART.at,
  },
  "services[]": {
    is: "Two IAM roles, one or two security groups, a target group for each side, a listener rule and a record. Those of TCP and TLS share one network load balancer: 50 listeners and 500 targets.",
    at: [
      FINE,
      "deploys, on two load balancers or more",
      "deploys from files of their own (`serviceFiles`), on ten load balancers or more, with `quotas.roles` raised past 2,000; priorities that fall together are written by hand",
    ],
  },
  "services[].secretsKmsKeyArns[]": {
    is: "An ARN in the execution role's policy, of 10,240 characters.",
    at: [FINE, "deploys beside few secrets", "not planned for: a key is for many secrets"],
  },
  "services[].hosts[]": {
    is: "Values of the listener rule's conditions, of five with `paths`, and a record each.",
    at: ["rejected: 5 at most", "rejected", "rejected"],
  },
  "services[].paths[]": {
    is: "Values of the listener rule's conditions, of five with `hosts`.",
    at: ["rejected: 4 at most", "rejected", "rejected"],
  },
  "services[].redirects[]": {
    is: "A listener rule each, of 100 of a load balancer.",
    at: [FINE, "", ""],
  },
  "services[].redirects[].hosts[]": {
    is: "Values of the listener rule's conditions, of five with its `paths`, and a record each.",
    at: ["rejected: 5 at most", "rejected", "rejected"],
  },
  "services[].redirects[].paths[]": {
    is: "Values of the listener rule's conditions, of five with its `hosts`.",
    at: ["rejected: 4 at most", "rejected", "rejected"],
  },
  "services[].conditions.httpHeaders[]": {
    is: "Conditions of the listener rule, whose values are five in all with `hosts` and `paths`.",
    at: ["rejected: 4 values at most", "rejected", "rejected"],
  },
  "services[].conditions.httpHeaders[].values[]": {
    is: "Values of the listener rule's conditions, of five.",
    at: ["rejected: 4 at most", "rejected", "rejected"],
  },
  "services[].conditions.httpRequestMethods[]": {
    is: "Values of the listener rule's conditions, of five.",
    at: ["rejected: 4 at most", "rejected", "rejected"],
  },
  "services[].conditions.queryStrings[]": {
    is: "Values of the listener rule's conditions, of five.",
    at: ["rejected: 4 at most", "rejected", "rejected"],
  },
  "services[].deployment.alarmNames[]": {
    is: "An alarm that the service's deployments watch.",
    at: [FINE, "", ""],
  },
  "services[].deployment.lifecycleHooks[]": {
    is: "A function that its deployments ask.",
    at: [FINE, "", ""],
  },
  "services[].deployment.lifecycleHooks[].stages[]": {
    is: "A stage at which it is asked, of seven.",
    at: CHOICES,
  },
  "services[].autoscaling.queues[]": { is: "A target tracking policy.", at: [FINE, "", ""] },
  "services[].autoscaling.queues[].steps[]": {
    is: "Step adjustments of a scaling policy, and its alarm.",
    at: [FINE, "", ""],
  },
  "services[].autoscaling.metrics[]": { is: "A target tracking policy.", at: [FINE, "", ""] },
  "services[].autoscaling.metrics[].dimensions.<name>": {
    is: "Dimensions of the metric, of 30.",
    at: [FINE, "rejected: 30 at most", "rejected"],
  },
  "services[].autoscaling.metrics[].steps[]": {
    is: "Step adjustments of a scaling policy, and its alarm.",
    at: [FINE, "", ""],
  },
  "services[].autoscaling.steps[]": {
    is: "Step adjustments of a scaling policy.",
    at: [FINE, "", ""],
  },
  "services[].autoscaling.schedules[]": {
    is: "Scheduled actions of the scalable target.",
    at: [FINE, FINE, ""],
  },
  "services[].reaches[]": {
    is: "Other services: membership of their client groups, four with `databases`, then a rule each. Networks and groups: a rule of the service's own group, of 60.",
    at: [
      FINE,
      "services by their hosts deploy; networks are rejected past 58 (`quotas.rulesPerSecurityGroup`)",
      "rejected",
    ],
  },
  "services[].databases[]": {
    is: "Membership of the database's client group, four with `reaches`, then a rule on both sides; three variables or more.",
    at: [FINE, "rejected: databases are 20 (`databases[]`)", "rejected"],
  },
  "services[].volumes[]": {
    is: "A mount of the host, and a part of the task definition.",
    at: [FINE, FINE, "not planned for"],
  },
  "services[].fileSystems[]": {
    is: "Membership of the file system's client group, four with `databases` and `reaches`, then a rule on both sides; an access point, of 10,000 of a file system, and a part of the task definition.",
    at: [FINE, "", ""],
  },
  "services[].taskRoleStatements[]": {
    is: "A part of the task role's policies, of 10,240 characters.",
    at: [FINE, "deploys up to about 100 characters each; else rejected", "rejected"],
  },
  "services[].taskRoleStatements[].actions[]": {
    is: "A part of the task role's policies, of 10,240 characters.",
    at: [FINE, FINE, "rejected; patterns take their place"],
  },
  "services[].taskRoleStatements[].resources[]": {
    is: "A part of the task role's policies, of 10,240 characters.",
    at: [
      FINE,
      "deploys up to about 100 characters each; else rejected",
      "rejected; patterns take their place",
    ],
  },
};
