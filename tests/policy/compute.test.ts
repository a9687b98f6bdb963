import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";
import { itJudges, type Case } from "./cases";
import { SmallNetwork } from "./network";

const template =
  (metadataOptions?: unknown): Case["program"] =>
  (program) =>
    void program.add("aws:ec2/launchTemplate:LaunchTemplate", "it", { metadataOptions });

itJudges("require-imdsv2", [
  {
    what: "IMDSv2 with one hop",
    program: template({ httpTokens: "required", httpPutResponseHopLimit: 1 }),
  },
  { what: "IMDSv2 with AWS's own hop limit", program: template({ httpTokens: "required" }) },
  { what: "no metadata service at all", program: template({ httpEndpoint: "disabled" }) },
  {
    what: "an instance with its template's options",
    program: (program) =>
      void program.add("aws:ec2/instance:Instance", "it", { launchTemplate: { id: "lt-1" } }),
  },
  {
    what: "IMDSv1",
    program: template({ httpTokens: "optional" }),
    rejects: ["it"],
    says: /IMDSv1.*\n.*metadataOptions.httpTokens: "required"/,
  },
  {
    what: "containers that reach it",
    program: template({ httpTokens: "required", httpPutResponseHopLimit: 2 }),
    rejects: ["it"],
    says: /hop limit 2/,
  },
  {
    what: "whatever says nothing",
    program: (program) => {
      program.add("aws:ec2/launchTemplate:LaunchTemplate", "template", {});
      program.add("aws:ec2/instance:Instance", "instance", {});
      program.add("aws:ec2/launchConfiguration:LaunchConfiguration", "configuration", {});
    },
    rejects: ["template", "instance", "configuration"],
  },
]);

const repository =
  (configuration?: object): Case["program"] =>
  (program) => {
    const inputs = configuration ? { encryptionConfigurations: [configuration] } : {};
    program.add("aws:ecr/repository:Repository", "it", inputs);
    program.add(
      "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
      "template",
      inputs,
    );
  };
const both = ["it", "template"];

itJudges("require-ecr-customer-key", [
  {
    what: "a customer key",
    program: (program) => {
      const kmsKey = program.add("aws:kms/key:Key", "key", { enableKeyRotation: true }).arn;
      repository({ encryptionType: "KMS", kmsKey })(program);
    },
  },
  {
    what: "AWS's own encryption",
    program: repository({ encryptionType: "AES256" }),
    rejects: both,
  },
  { what: "AWS's own key", program: repository({ encryptionType: "KMS" }), rejects: both },
  {
    what: "AWS's own key by its alias",
    program: repository({ encryptionType: "KMS", kmsKey: "alias/aws/ecr" }),
    rejects: both,
  },
  { what: "repositories that say nothing", program: repository(), rejects: both },
]);

const services = ["ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs", "s3"].concat([
  "ssm",
  "ssmmessages",
]);

function capacity(program: Program, wanted: readonly string[]): Declared {
  const network = new SmallNetwork(program);
  const vpcZoneIdentifiers = [network.subnet("one").id, network.subnet("two").id];
  const group = program.add(
    "aws:autoscaling/group:Group",
    "group",
    { vpcZoneIdentifiers },
    { outputs: { arn: "group-arn" } },
  );
  for (const service of wanted) {
    program.add("aws:ec2/vpcEndpoint:VpcEndpoint", service, {
      vpcId: network.vpc.id,
      serviceName: `com.amazonaws.eu-west-1.${service}`,
    });
  }
  return group;
}

function provider(program: Program, group: Declared): void {
  program.add("aws:ecs/capacityProvider:CapacityProvider", "provider", {
    autoScalingGroupProvider: { autoScalingGroupArn: group.arn },
  });
}

itJudges("require-private-endpoints", [
  {
    what: "a VPC with all of them",
    program: (program) => provider(program, capacity(program, services)),
  },
  { what: "a VPC without container instances", program: (program) => void capacity(program, []) },
  {
    what: "a VPC that lacks two",
    program: (program) =>
      provider(
        program,
        capacity(
          program,
          services.filter((each) => !/^(ecs-agent|s3)$/.test(each)),
        ),
      ),
    rejects: ["main"],
    says: /no endpoint of ecs-agent, s3\./,
  },
]);
