import type { ServiceDescription } from "../../components/ecs/service/description";

/** A service in AWS with nothing special about it; tests change what they are about. */
export function aService(changes: Partial<ServiceDescription> = {}): ServiceDescription {
  return {
    name: "orders",
    placement: "cloud",
    dataClassification: "internal",
    image: "public.ecr.aws/nginx/nginx:1.29.4",
    cpu: 256,
    memory: 512,
    environment: {},
    secrets: {},
    secretsKmsKeyArns: [],
    writablePaths: [],
    port: 8080,
    protocol: "HTTP",
    hosts: ["orders"],
    paths: [],
    healthCheck: {
      path: "/healthz",
      matcher: "200-299",
      intervalInSeconds: 10,
      timeoutInSeconds: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      gracePeriodInSeconds: 60,
    },
    capacityClass: "general",
    replicas: { cloud: 2, onPrem: 2 },
    site: "dublin",
    hostPort: 18080,
    traffic: { cloud: 30, onPrem: 70 },
    burst: false,
    serviceConnect: true,
    executeCommand: false,
    reaches: [],
    taskRoleStatements: [],
    logRetentionInDays: 365,
    deregistrationDelayInSeconds: 30,
    waitForSteadyState: true,
    ...changes,
  };
}
