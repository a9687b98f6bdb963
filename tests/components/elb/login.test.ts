import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceDescription } from "../../../components/ecs/service/description";
import { InternalLoadBalancer } from "../../../components/elb/internalLoadBalancer";
import type { OpenIdConnect } from "../../../components/elb/login";
import { ServiceRoute } from "../../../components/elb/serviceRoute";
import { runWithMocks } from "../../support/mocks";
import { aService } from "../../support/service";

const topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

const provider: OpenIdConnect = {
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
  clientId: "landbridge",
  clientSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-AbCdEf",
  scope: "openid email",
  sessionTimeoutInSeconds: 3600,
  cidrs: ["203.0.113.0/24"],
};

function made(login: ServiceDescription["login"], openIdConnect: OpenIdConnect | undefined) {
  return runWithMocks(() => {
    const loadBalancer = new InternalLoadBalancer("internal", {
      vpc: { vpcId: pulumi.output("vpc-1"), privateSubnetIds: [pulumi.output("subnet-a")] },
      cidrs: ["10.20.0.0/16"],
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/0f3f8c1a",
      openIdConnect,
    });
    return new ServiceRoute("orders", {
      service: aService({ login }),
      vpcId: "vpc-1",
      zoneName: "dev.example.com",
      loadBalancer,
      serverAddresses: [],
      after: [],
      alarmTopics: { critical: topic, warning: topic },
      tags: {},
    });
  });
}

interface Action {
  readonly type: string;
  readonly order?: number;
  readonly authenticateOidc?: Readonly<Record<string, unknown>>;
}

/** Which of the engine's marks stands for a secret. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

describe("Login at the load balancer", () => {
  it("comes before a service's requests, with the client secret as a secret", async () => {
    const recording = await made("deny", provider);
    const actions = recording.get("orders-rule").inputs["actions"] as readonly Action[];
    assert.deepEqual(
      actions.map(({ type, order }) => `${String(order)} ${type}`),
      ["1 authenticate-oidc", "2 forward"],
    );
    const { clientSecret, ...rest } = actions[0]?.authenticateOidc ?? {};
    assert.ok(JSON.stringify(clientSecret).includes(SECRET), "it is a secret of the stack");
    assert.deepEqual(rest, {
      issuer: provider.issuer,
      authorizationEndpoint: provider.authorizationEndpoint,
      tokenEndpoint: provider.tokenEndpoint,
      userInfoEndpoint: provider.userInfoEndpoint,
      clientId: "landbridge",
      scope: "openid email",
      sessionTimeout: 3600,
      onUnauthenticatedRequest: "deny",
    });
  });

  it("lets the load balancer ask the provider, and nobody else", async () => {
    const { inputs } = (await made("deny", provider)).get("internal-login-203-0-113-0-24");
    const { cidrIpv4, fromPort, toPort } = inputs;
    assert.deepEqual([cidrIpv4, fromPort, toPort], ["203.0.113.0/24", 443, 443]);
  });

  it("leaves the rule of a service without login as it was, and reads no secret for it", async () => {
    const recording = await made(undefined, undefined);
    const actions = recording.get("orders-rule").inputs["actions"] as readonly Action[];
    assert.deepEqual(
      actions.map(({ type, order }) => [type, order]),
      [["forward", undefined]],
    );
    assert.ok(!recording.calls.some((token) => token.includes("getSecretVersion")));
    await assert.rejects(made("deny", undefined), /login needs an identity provider/);
  });
});
