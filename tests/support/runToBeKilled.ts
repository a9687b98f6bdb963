import * as ec2 from "@pulumi/aws/ec2";
import { Sandbox, type SandboxOptions } from "../../sandbox/engine";

/** A stack whose update takes as long as its sixteen networks, one after the other. */
export function slowStack(workDir: string, say: (text: string) => void): SandboxOptions {
  return {
    stack: "killed",
    workDir,
    policyPack: false,
    config: { "aws:region": "eu-central-1" },
    onOutput: say,
    program: () => {
      let before: ec2.Vpc[] = [];
      for (let i = 0; i < 16; i++) {
        before = [new ec2.Vpc(`vpc-${i}`, { cidrBlock: `10.${i}.0.0/16` }, { dependsOn: before })];
      }
      return Promise.resolve({});
    },
  };
}

/** The committed prod stack. */
export function prodStack(workDir: string, say: (text: string) => void): SandboxOptions {
  return { stack: "prod", workDir, policyPack: false, onOutput: say };
}

/** As a process of its own: the update, until somebody kills it. */
if (require.main === module) {
  const [workDir = "", stack] = process.argv.slice(2);
  const options = (stack === "prod" ? prodStack : slowStack)(workDir, () => undefined);
  void Sandbox.open(options).then((sandbox) => sandbox.up());
}
