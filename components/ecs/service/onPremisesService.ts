import * as pulumi from "@pulumi/pulumi";
import * as ecs from "@pulumi/aws/ecs";
import { onSite } from "./scheduling";
import { taskDefinition, type SideArgs } from "./serviceTask";
import { slotConstraint } from "./siteServers";

/**
 * A service on the servers of a site, by ECS Anywhere. External instances have no load balancer, no
 * service registry, no awsvpc and no autoscaling: each task has a server of its own, at whose fixed
 * port the load balancer in AWS finds it.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export class OnPremisesService extends pulumi.ComponentResource {
  public readonly serviceName: pulumi.Output<string>;
  public readonly taskDefinitionArn: pulumi.Output<string>;

  constructor(name: string, args: SideArgs, opts?: pulumi.ComponentResourceOptions) {
    super("landbridge:ecs:OnPremisesService", name, {}, opts);
    const child = { parent: this };
    const { service, platform } = args;
    const site = platform.sites[service.site ?? ""];
    if (site === undefined) {
      throw new Error(`service ${service.name}: there is no site ${String(service.site)}`);
    }

    const task = taskDefinition(`${name}-task`, "onPrem", args, child);
    const onSome = slotConstraint(service);
    const ecsService = new ecs.Service(
      `${name}-service`,
      {
        cluster: platform.clusterArn,
        taskDefinition: task.arn,
        ...onSite(service, [site.placementExpression, ...(onSome === undefined ? [] : [onSome])]),
        deploymentCircuitBreaker: { enable: true, rollback: true },
        enableExecuteCommand: service.executeCommand,
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        // Servers register themselves, later than the stack that makes their activation.
        waitForSteadyState: false,
        tags: { ...args.tags, Name: name },
      },
      {
        ...child,
        ...(args.before && { hooks: args.before.hooks, dependsOn: [...args.before.dependsOn] }),
      },
    );

    this.serviceName = ecsService.name;
    this.taskDefinitionArn = task.arn;
    this.registerOutputs({
      serviceName: this.serviceName,
      taskDefinitionArn: this.taskDefinitionArn,
    });
  }
}
