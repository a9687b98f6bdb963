import type { Cloud, Draft } from "../../provider/cloud";
import { AwsError } from "../../provider/cloud";
import type { Service } from "../../provider/resourceType";
import { hex, isUnset, text, texts } from "../../provider/values";
import { findSecurityGroup } from "../ec2/securityGroups";
import { findSubnet } from "../ec2/vpc";
import { matches, oneOf, plan } from "../shared/planChecks";

const proxyType = "aws:rds/proxy:Proxy";
const targetGroupType = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const targetType = "aws:rds/proxyTarget:ProxyTarget";
const instanceType = "aws:rds/instance:Instance";

const proxyId = (seed: string) => `prx-0${hex(seed, 16)}`;

export const rdsProxy: Service = {
  [proxyType]: {
    id: ({ inputs }) => String(inputs["name"]),
    arnResource: ({ seed }) => `db-proxy:${proxyId(seed)}`,
    plan: plan(
      matches("name", /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,61}[a-zA-Z0-9]$/, "letters, digits and -"),
      oneOf("engineFamily", ["MYSQL", "POSTGRESQL", "SQLSERVER"]),
      oneOf("defaultAuthScheme", ["NONE", "IAM_AUTH"]),
    ),
    rules: proxyRules,
    outputs: ({ inputs, seed }, cloud) => ({
      endpoint: `${String(inputs["name"])}.proxy-${hex(seed, 12)}.${cloud.region}.rds.${cloud.dnsSuffix}`,
    }),
  },
  [targetGroupType]: {
    id: ({ inputs }) => String(inputs["dbProxyName"]),
    arnResource: ({ seed }) => `target-group:prx-tg-0${hex(seed, 16)}`,
    immutable: ["dbProxyName"],
    rules: ({ inputs }, cloud) => {
      cloud.find(proxyType, inputs["dbProxyName"], "DBProxyNotFoundFault", "DB proxy");
    },
    outputs: () => ({ name: "default" }),
  },
  [targetType]: {
    id: ({ inputs }) =>
      [
        inputs["dbProxyName"],
        inputs["targetGroupName"],
        "RDS_INSTANCE",
        inputs["dbInstanceIdentifier"] ?? inputs["dbClusterIdentifier"],
      ].join("/"),
    immutable: ["dbProxyName", "targetGroupName", "dbInstanceIdentifier", "dbClusterIdentifier"],
    rules: targetRules,
    outputs: () => ({ port: 5432, type: "RDS_INSTANCE" }),
  },
};

function proxyRules({ inputs }: Draft, cloud: Cloud): void {
  for (const id of texts(inputs["vpcSecurityGroupIds"])) findSecurityGroup(cloud, id);
  const zones = texts(inputs["vpcSubnetIds"]).map(
    (id) => findSubnet(cloud, id).attributes["availabilityZone"],
  );
  if (new Set(zones).size < 2) {
    throw new AwsError("InvalidSubnet", "RDS Proxy requires subnets in two Availability Zones.");
  }
  if (isUnset(inputs["auths"]) && inputs["defaultAuthScheme"] !== "IAM_AUTH") {
    throw new AwsError("InvalidParameterCombination", "Auth is required unless DefaultAuthScheme.");
  }
}

function targetRules({ inputs }: Draft, cloud: Cloud): void {
  const proxy = cloud.find(proxyType, inputs["dbProxyName"], "DBProxyNotFoundFault", "DB proxy");
  const identifier = text(inputs["dbInstanceIdentifier"]);
  if (identifier === undefined) return;
  const [instance] = cloud.where(instanceType, "identifier", identifier);
  if (!instance) {
    throw new AwsError("DBInstanceNotFound", `DBInstance ${identifier} not found.`);
  }
  const iam = instance.attributes["iamDatabaseAuthenticationEnabled"] === true;
  if (proxy.attributes["defaultAuthScheme"] === "IAM_AUTH" && !iam) {
    throw new AwsError(
      "InvalidDBInstanceState",
      `${identifier} must have IAM database authentication for a proxy with IAM_AUTH.`,
    );
  }
}
