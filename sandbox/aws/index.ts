import type { Service } from "../provider/resourceType";
import { backup } from "./backup";
import { directConnect } from "./directConnect";
import { appAutoScaling } from "./appAutoScaling";
import { autoscaling } from "./autoscaling";
import { endpoints } from "./ec2/endpoints";
import { flowLogs } from "./ec2/flowLogs";
import { gateways } from "./ec2/gateways";
import { launchTemplates } from "./ec2/launchTemplates";
import { routing } from "./ec2/routing";
import { securityGroups } from "./ec2/securityGroups";
import { vpc } from "./ec2/vpc";
import { vpn } from "./ec2/vpn";
import { ecsServices } from "./ecs/service";
import { taskDefinitions } from "./ecs/taskDefinition";
import { ecr } from "./ecr";
import { ecsCluster } from "./ecsCluster";
import { iam } from "./iam";
import { kms } from "./kms";
import { lb } from "./lb";
import { logs } from "./logs";
import { notifications } from "./notifications";
import { rds } from "./rds";
import { rdsCluster } from "./rdsCluster";
import { rdsGroups } from "./rdsGroups";
import { rdsProxy } from "./rdsProxy";
import { records } from "./records";
import { resolver } from "./resolver";
import { s3 } from "./s3";
import { s3Parts } from "./s3Parts";
import { storageGateway } from "./storageGateway";
import { virtualInterfaces } from "./virtualInterfaces";
import { transitGateway } from "./transitGateway";
import { ssm } from "./ssm";

/** Everything that the stand-in knows about particular types, by type token. */
export const services: Service = {
  ...vpc,
  ...gateways,
  ...routing,
  ...securityGroups,
  ...endpoints,
  ...flowLogs,
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
  ...appAutoScaling,
  ...rds,
  ...rdsCluster,
  ...rdsGroups,
  ...rdsProxy,
  ...s3,
  ...backup,
  ...vpn,
  ...directConnect,
  ...virtualInterfaces,
  ...transitGateway,
  ...records,
  ...resolver,
  ...notifications,
  ...s3Parts,
  ...storageGateway,
  ...ssm,
};
