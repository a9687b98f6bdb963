import * as pulumi from "@pulumi/pulumi";
import { Environment } from "@pulumi/pulumiservice/environment";
import { TeamEnvironmentPermission } from "@pulumi/pulumiservice/teamEnvironmentPermission";
import { stringify } from "yaml";
import { environmentName, ESC_PROJECT, SUBJECT_ATTRIBUTES, type Login } from "../trust";

/** Arguments of {@link EscEnvironments}. */
export interface EscEnvironmentsArgs {
  /** Organization in Pulumi Cloud. */
  readonly organization: string;
  readonly stack: string;
  /** The stack's Region, for the AWS CLI. */
  readonly region: string;
  /** ARN of the role that each environment logs in by. */
  readonly roleArns: Readonly<Record<Login, pulumi.Input<string>>>;
  /** Teams of the organization that may open an environment. Previews get the stack's own values as well. */
  readonly teams: Readonly<Record<Login, readonly string[]>>;
}

/** No longer than the roles allow: a first update waits for databases. */
const DURATIONS: Readonly<Record<Login, string>> = { preview: "1h", deploy: "2h" };

/**
 * What Pulumi ESC has of a stack, in place of a machine's credentials and of secrets in the stack's file: `<stack>` with
 * values that people set, which the stack's file imports; `<stack>-preview` and `<stack>-deploy`, each of which logs in to
 * AWS for an hour or two by the role of that name. Nothing long-lived is kept anywhere.
 *
 * https://www.pulumi.com/docs/esc/guides/configuring-oidc/aws/
 */
export class EscEnvironments extends pulumi.ComponentResource {
  /** What a stack's file imports, and what `pulumi env run` takes: organization/project/name. */
  public readonly names: Readonly<Record<"values" | Login, string>>;

  constructor(name: string, args: EscEnvironmentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:esc:EscEnvironments", name, {}, opts);
    const { organization, stack, teams } = args;
    const of = { organization, project: ESC_PROJECT };

    // People set its values (`pulumi env set`), and nobody loses them by an update of this.
    const empty = new pulumi.asset.StringAsset(stringify({ values: { pulumiConfig: {} } }));
    const values = new Environment(
      `${name}-values`,
      { ...of, name: stack, yaml: empty },
      { parent: this, protect: true, ignoreChanges: ["yaml"] },
    );
    const everybody = [...new Set([...teams.preview, ...teams.deploy])];
    this.opened(`${name}-values`, { ...of, environment: values.name }, everybody);

    for (const login of ["preview", "deploy"] as const) {
      const environment = new Environment(
        `${name}-${login}`,
        { ...of, name: environmentName(stack, login), yaml: loginOf(login, args) },
        { parent: this, dependsOn: [values] },
      );
      this.opened(`${name}-${login}`, { ...of, environment: environment.name }, teams[login]);
    }
    const path = (environment: string) => `${organization}/${ESC_PROJECT}/${environment}`;
    this.names = {
      values: path(stack),
      preview: path(environmentName(stack, "preview")),
      deploy: path(environmentName(stack, "deploy")),
    };
    this.registerOutputs({ names: this.names });
  }

  private opened(name: string, of: Opened, teams: readonly string[]): void {
    for (const team of teams) {
      const args = { ...of, team, permission: "open" } as const;
      new TeamEnvironmentPermission(`${name}-${team}`, args, { parent: this });
    }
  }
}

interface Opened {
  readonly organization: string;
  readonly project: string;
  readonly environment: pulumi.Input<string>;
}

function loginOf(
  login: Login,
  { stack, region, roleArns }: EscEnvironmentsArgs,
): pulumi.Output<pulumi.asset.Asset> {
  return pulumi.output(roleArns[login]).apply((roleArn) => {
    const oidc = {
      roleArn,
      sessionName: `landbridge-${stack}-${login}`,
      duration: DURATIONS[login],
      subjectAttributes: SUBJECT_ATTRIBUTES,
    };
    const environmentVariables = {
      AWS_ACCESS_KEY_ID: "${aws.login.accessKeyId}",
      AWS_SECRET_ACCESS_KEY: "${aws.login.secretAccessKey}",
      AWS_SESSION_TOKEN: "${aws.login.sessionToken}",
      AWS_REGION: region,
    };
    const aws = { login: { "fn::open::aws-login": { oidc } } };
    const imports = [`${ESC_PROJECT}/${stack}`];
    const content = { imports, values: { aws, environmentVariables } };
    return new pulumi.asset.StringAsset(stringify(content));
  });
}
