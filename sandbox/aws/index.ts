import type { Service } from "../provider/resourceType";
import { certificates } from "./acm/certificates";
import { acmpca } from "./acmpca/acmpca";
import { backup } from "./backup/backup";
import { billing } from "./billing/billing";
import { chatChannels } from "./cloudwatch/chatChannels";
import { dashboards } from "./cloudwatch/dashboards";
import { directConnect } from "./directconnect/directConnect";
import { appAutoScaling } from "./autoscaling/appAutoScaling";
import { autoscaling } from "./autoscaling/autoscaling";
import { endpoints } from "./ec2/endpoints";
import { flowLogs } from "./ec2/flowLogs";
import { gateways } from "./ec2/gateways";
import { instances } from "./ec2/instances";
import { launchTemplates } from "./ec2/launchTemplates";
import { routing } from "./ec2/routing";
import { securityGroups } from "./ec2/securityGroups";
import { vpc } from "./ec2/vpc";
import { vpn } from "./ec2/vpn";
import { fileSystems } from "./efs/fileSystems";
import { ecsServices } from "./ecs/service";
import { taskDefinitions } from "./ecs/taskDefinition";
import { ecr } from "./ecr/ecr";
import { ecsCluster } from "./ecs/cluster";
import { governance } from "./governance/governance";
import { iam } from "./iam/iam";
import { kms } from "./kms/kms";
import { lb } from "./lb";
import { logs } from "./cloudwatch/logs";
import { notifications } from "./cloudwatch/notifications";
import { rds } from "./rds/instance";
import { rdsCluster } from "./rds/cluster";
import { rdsGroups } from "./rds/groups";
import { rdsProxy } from "./rds/proxy";
import { records } from "./route53/records";
import { resolver } from "./route53/resolver";
import { stateMachines } from "./states/stateMachines";
import { queues } from "./sqs/queues";
import { scheduler } from "./scheduler/scheduler";
import { s3 } from "./s3/s3";
import { s3Parts } from "./s3/s3Parts";
import { storageGateway } from "./storagegateway/storageGateway";
import { virtualInterfaces } from "./directconnect/virtualInterfaces";
import { transitGateway } from "./ec2/transitGateway";
import { fleet } from "./ssm/fleet";
import { ssm } from "./ssm/ssm";
import { withProviderFacts } from "./stateful/facts";
import { secrets } from "./secretsmanager/secrets";
import { namespaces } from "./servicediscovery/namespaces";

/** Everything that the stand-in knows about particular types, by type token. */
export const services: Service = withProviderFacts({
  ...chatChannels,
  ...governance,
  ...vpc,
  ...gateways,
  ...routing,
  ...securityGroups,
  ...endpoints,
  ...flowLogs,
  ...instances,
  ...launchTemplates,
  ...autoscaling,
  ...ecsCluster,
  ...ecr,
  ...iam,
  ...kms,
  ...logs,
  ...lb,
  ...taskDefinitions,
  ...ecsServices,
  ...fileSystems,
  ...appAutoScaling,
  ...rds,
  ...rdsCluster,
  ...rdsGroups,
  ...rdsProxy,
  ...s3,
  ...queues,
  ...scheduler,
  ...stateMachines,
  ...certificates,
  ...acmpca,
  ...backup,
  ...vpn,
  ...directConnect,
  ...virtualInterfaces,
  ...transitGateway,
  ...records,
  ...resolver,
  ...notifications,
  ...billing,
  ...dashboards,
  ...s3Parts,
  ...storageGateway,
  ...ssm,
  ...fleet,
  ...secrets,
  ...namespaces,
});
