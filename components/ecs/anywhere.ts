import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as ssm from "@pulumi/aws/ssm";
import { awsContext, type AwsContext } from "../awsContext";
import { serviceTrust } from "../iam/serviceTrust";
import { secretParameter } from "../ssm/secretParameter";
import { ecsAgentStatements, ssmAgentStatements } from "./agentPolicies";
import type { Cluster } from "./cluster";

/** A server in the data centre. */
export interface SiteServer {
  /** Host name. */
  readonly name: string;
  /** Address by which the load balancer reaches it. */
  readonly address: string;
}

/** Arguments of {@link AnywhereSite}. */
export interface AnywhereSiteArgs {
  /** Name of the site. */
  readonly site: string;
  /**
   * The name that its servers registered with, where the site had another one: their role and their attribute stay.
   * @default the site's name
   */
  readonly registeredAs?: string | undefined;
  /** The cluster that the site's servers join. */
  readonly cluster: Cluster;
  /** Servers that are expected there. */
  readonly servers: readonly SiteServer[];
  /** ARN of the customer KMS key that encrypts the activation's code; it must admit Systems Manager. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /**
   * ECS attributes of the servers, besides `landbridge.site`.
   * @default none
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * Whether the servers have NVIDIA GPUs, which tasks may reserve.
   * @default false
   */
  readonly gpu?: boolean;
  /** The activation that servers register with. */
  readonly activation: {
    /** Another value makes a new activation, with a new code. */
    readonly rotation: string;
    /**
     * Until when servers may register, as 2026-11-30T18:00:00Z; 30 days ahead at most.
     * @default 24 hours after creation
     */
    readonly expirationDate?: string;
    /**
     * How many servers may register.
     * @default as many as there are
     */
    readonly registrationLimit?: number;
  };
  /**
   * The site's way out, where it is no plain route.
   * @default none
   */
  readonly proxy?: { readonly url: string; readonly exceptions: readonly string[] };
  /**
   * SHA-256 digest of the installer that was reviewed.
   * @default the latest installer, over TLS
   */
  readonly installerSha256?: string;
  /**
   * Tags besides `Name` and the provider's default tags.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The attribute by which a task is placed at a site. */
const SITE_ATTRIBUTE = "landbridge.site";

/** AWS's installer of the agents; it is the same in every Region. */
const INSTALLER_URL = "https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh";

/**
 * A place in the data centre whose servers are part of the ECS cluster: the role that their agents
 * work by, and the activation by which they get it. Credentials of a server are short-lived and
 * renewed by AWS; nothing in it is worth stealing for long.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export class AnywhereSite extends pulumi.ComponentResource {
  /** Name of the site. */
  public readonly site: string;
  /** Expected servers. */
  public readonly servers: readonly SiteServer[];
  /** Placement constraint of tasks that belong there. */
  public readonly placementExpression: string;
  /** ARN of the servers' role. */
  public readonly roleArn: pulumi.Output<string>;
  /** Name of the servers' role. */
  public readonly roleName: pulumi.Output<string>;
  /** ID of the activation; no secret. */
  public readonly activationId: pulumi.Output<string>;
  /** Code of the activation: whoever has it can be a server of this site. */
  public readonly activationCode: pulumi.Output<string>;
  /**
   * The command that makes a server part of the cluster, where there is no proxy. Secret, since the
   * code is in it. `npm run onprem` writes a script that checks the server first.
   */
  public readonly registrationCommand: pulumi.Output<string>;
  /** What the script has to know, as a stack output; no secret. */
  public readonly registration: Readonly<Record<string, pulumi.Input<unknown>>>;

  constructor(name: string, args: AnywhereSiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:AnywhereSite", name, {}, opts);
    const child = { parent: this };
    const { cluster, site, activation: settings } = args;
    const registeredAs = args.registeredAs ?? site;
    // More than AWS takes register by the next rotation.
    const registrationLimit = settings.registrationLimit ?? Math.min(args.servers.length, 1000);
    const tags = { ...args.tags, Name: name };
    const context = awsContext(this);

    const role = new iam.Role(
      `${name}-role`,
      {
        description: `Servers at ${registeredAs}: what their ECS and Systems Manager agents do`,
        assumeRolePolicy: pulumi.jsonStringify(trustSystemsManager(context)),
        tags,
      },
      child,
    );
    const policy = new iam.RolePolicy(
      `${name}-policy`,
      {
        role: role.name,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            ...ecsAgentStatements({
              context,
              clusterArn: cluster.arn,
              clusterName: cluster.clusterName,
            }),
            ...ssmAgentStatements(),
          ],
        } satisfies iam.PolicyDocument),
      },
      child,
    );
    const activation = new ssm.Activation(
      `${name}-activation`,
      {
        // AWS changes nothing about an activation, so another rotation is another activation.
        description: `Servers at ${registeredAs}, rotation ${settings.rotation}`,
        iamRole: role.name,
        expirationDate: settings.expirationDate,
        registrationLimit,
        tags,
      },
      {
        ...child,
        dependsOn: [policy], // A server that registers earlier works without its permissions.
        additionalSecretOutputs: ["activationCode"], // The provider does not say that it is one.
        ignoreChanges: ["tags", "tagsAll"], // Its tags cannot change: new ones come with a rotation.
      },
    );

    this.activationCode = pulumi.secret(activation.activationCode);
    const activationCodeParameter = secretParameter(
      `${name}-activation-code`,
      {
        description: `Code of the activation of servers at ${registeredAs}`,
        value: this.activationCode,
        kmsKeyArn: args.secretsKeyArn,
        tags: args.tags,
      },
      child,
    );

    const attributes = { ...args.attributes, [SITE_ATTRIBUTE]: registeredAs };
    this.site = site;
    this.servers = args.servers;
    this.placementExpression = `attribute:${SITE_ATTRIBUTE} == ${registeredAs}`;
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.activationId = activation.id;
    this.registrationCommand = pulumi.interpolate`${attributeCommand(attributes)} && ${installCommand} --region '${context.region}' --cluster '${cluster.clusterName}' --activation-id '${this.activationId}' --activation-code '${this.activationCode}'${args.gpu ? " --enable-gpu" : ""}`;
    this.registration = {
      site,
      region: context.region,
      dnsSuffix: context.dnsSuffix,
      clusterName: cluster.clusterName,
      servers: args.servers,
      attributes,
      // An output that says no is not there, as before there was any.
      gpu: args.gpu ? true : undefined,
      proxy: args.proxy,
      installerUrl: INSTALLER_URL,
      installerSha256: args.installerSha256,
      activationId: this.activationId,
      activationCodeParameter,
      activationExpires: settings.expirationDate,
      activationRotation: settings.rotation,
      activationLimit: registrationLimit,
    };
    this.registerOutputs({
      roleArn: this.roleArn,
      roleName: this.roleName,
      ...this.registration,
      activationCode: this.activationCode,
      registrationCommand: this.registrationCommand,
    });
  }
}

/** The agent registers its attributes with ECS once, when it joins: so they come first. */
function attributeCommand(attributes: Readonly<Record<string, string>>): string {
  const line = `ECS_INSTANCE_ATTRIBUTES=${JSON.stringify(attributes)}`;
  return `sudo install -d /etc/ecs && echo '${line}' | sudo tee -a /etc/ecs/ecs.config > /dev/null`;
}

const installCommand = `curl --proto '=https' -fsSo ecs-anywhere-install.sh '${INSTALLER_URL}' && sudo bash ecs-anywhere-install.sh`;

/** Only for Systems Manager of this account: no other account's activation may use the role. */
function trustSystemsManager(context: AwsContext): iam.PolicyDocument {
  const { partition, region, accountId } = context;
  const servers = pulumi.interpolate`arn:${partition}:ssm:${region}:${accountId}:*`;
  return serviceTrust("ssm.amazonaws.com", context, servers);
}
