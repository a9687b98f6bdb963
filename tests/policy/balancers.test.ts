import type { Declared } from "../support/declared";
import type { Program } from "../support/policy";
import { itJudges, withArn } from "./cases";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const listener = "aws:lb/listener:Listener";

itJudges("disallow-public-load-balancers", [
  {
    what: "an internal one",
    program: (program) => program.add(balancer, "lb", { internal: true }),
  },
  {
    what: "one that says it is not internal, and one that says nothing",
    program: (program) => {
      program.add(balancer, "public", { internal: false });
      program.add("aws:alb/loadBalancer:LoadBalancer", "unset", {});
      program.add("aws:elb/loadBalancer:LoadBalancer", "classic", {});
    },
    rejects: ["public", "unset", "classic"],
    says: /internal: true/,
  },
  {
    what: "a gateway load balancer, which nobody connects to",
    program: (program) => program.add(balancer, "lb", { loadBalancerType: "gateway" }),
  },
]);

const redirect = { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } };
const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:x" };

function https(sslPolicy?: string) {
  return (program: Program): Declared =>
    program.add(listener, "https", {
      protocol: "HTTPS",
      ...(sslPolicy && { sslPolicy }),
      defaultActions: [forward],
    });
}

itJudges("require-tls-listeners", [
  ...[
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS-1-2-2017-01",
    "ELBSecurityPolicy-FS-1-2-Res-2020-10",
  ].map((policy) => ({ what: policy, program: https(policy) })),
  ...[
    "ELBSecurityPolicy-2016-08",
    "ELBSecurityPolicy-TLS13-1-0-2021-06",
    "ELBSecurityPolicy-TLS-1-1-2017-01",
  ].map((policy) => ({
    what: policy,
    program: https(policy),
    rejects: ["https"],
    says: /less than TLS 1\.2.*\n.*sslPolicy/,
  })),
  {
    what: "AWS's default policy",
    program: https(),
    rejects: ["https"],
    says: /default TLS policy/,
  },
  {
    what: "plain HTTP that is redirected",
    program: (program) =>
      program.add(listener, "http", { protocol: "HTTP", defaultActions: [redirect] }),
  },
  {
    what: "plain HTTP that is answered, also where no protocol is said",
    program: (program) => {
      program.add(listener, "http", { protocol: "HTTP", defaultActions: [forward] });
      program.add(listener, "unset", { defaultActions: [forward] });
    },
    rejects: ["http", "unset"],
    says: /type: "redirect"/,
  },
  {
    what: "a redirect that stays with HTTP",
    program: (program) => {
      const kept = { type: "redirect", redirect: { host: "other", statusCode: "HTTP_301" } };
      program.add(listener, "http", { protocol: "HTTP", defaultActions: [kept] });
    },
    rejects: ["http"],
  },
  {
    what: "a rule that answers plain HTTP behind a listener that redirects",
    program: (program) => {
      const http = withArn(program, listener, "http", {
        protocol: "HTTP",
        defaultActions: [redirect],
      });
      const actions = [forward];
      program.add("aws:lb/listenerRule:ListenerRule", "rule", { listenerArn: http.arn, actions });
    },
    rejects: ["rule"],
    says: /listenerArn of/,
  },
  {
    what: "TCP listeners, which end no TLS",
    program: (program) =>
      program.add(listener, "tcp", { protocol: "TCP", defaultActions: [forward] }),
  },
]);

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** A database behind a chain of two groups, the outer of which admits a network. */
function chain(cidrIpv4: string) {
  return (program: Program): void => {
    program.add("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.20.0.0/16" });
    const outer = program.add(group, "web");
    const inner = program.add(group, "data");
    program.add(ingress, "to-web", { securityGroupId: outer.id, cidrIpv4 });
    program.add(ingress, "to-data", {
      securityGroupId: inner.id,
      referencedSecurityGroupId: outer.id,
    });
    program.add("aws:rds/instance:Instance", "database", { vpcSecurityGroupIds: [inner.id] });
  };
}

/** A database that admits a group of clients, and a client that a network gets into by its other group. */
function member(cidrIpv4: string) {
  return (program: Program): void => {
    const own = program.add(group, "own");
    const clients = program.add(group, "clients");
    const data = program.add(group, "data");
    program.add(ingress, "to-own", { securityGroupId: own.id, cidrIpv4 });
    program.add(ingress, "to-data", {
      securityGroupId: data.id,
      referencedSecurityGroupId: clients.id,
    });
    program.add("aws:ecs/service:Service", "service", {
      networkConfiguration: { subnets: ["subnet-a"], securityGroups: [own.id, clients.id] },
    });
    program.add("aws:rds/instance:Instance", "database", { vpcSecurityGroupIds: [data.id] });
  };
}

const dataCentreCidrs = { "configure-policy-pack": { dataCentreCidrs: ["10.100.0.0/16"] } };

itJudges("disallow-outside-paths-to-data-stores", [
  { what: "a chain from the VPC", program: chain("10.20.4.0/24"), config: dataCentreCidrs },
  {
    what: "a chain from the data centre",
    program: chain("10.100.0.0/16"),
    config: dataCentreCidrs,
  },
  {
    what: "a chain from a partner's private network that is neither",
    program: chain("10.200.0.0/16"),
    config: dataCentreCidrs,
    rejects: ["database"],
    says: /reached from 10\.200\.0\.0\/16.*, by .*"web".\n.*cidrIpv4 of .*"to-web"/,
  },
  {
    what: "a chain from a public network",
    program: chain("203.0.113.0/24"),
    rejects: ["database"],
  },
  {
    what: "private networks where nobody said which is the data centre's",
    program: chain("10.200.0.0/16"),
  },
  {
    what: "inline rules and older ones",
    program: (program) => {
      const inline = program.add(group, "inline", {
        ingress: [{ protocol: "tcp", cidrBlocks: ["198.51.100.0/24"] }],
      });
      const older = program.add(group, "older");
      program.add("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", {
        type: "ingress",
        securityGroupId: older.id,
        sourceSecurityGroupId: inline.id,
      });
      program.add("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
        securityGroupIds: [older.id],
      });
    },
    rejects: ["cache"],
    says: /ingress\[\]\.cidrBlocks of .*"inline"/,
  },
  {
    what: "a service of a group that the network gets into and of one that the database admits",
    program: member("203.0.113.0/24"),
    rejects: ["database"],
    says: /reached from 203\.0\.113\.0\/24.*, by .*"own" and .*"clients"/,
  },
  {
    what: "a service of two groups that nobody from outside gets into",
    program: member("10.20.4.0/24"),
  },
  {
    what: "groups that admit each other in a circle",
    program: (program) => {
      const one = program.add(group, "one");
      const two = program.add(group, "two");
      program.add(ingress, "a", { securityGroupId: one.id, referencedSecurityGroupId: two.id });
      program.add(ingress, "b", { securityGroupId: two.id, referencedSecurityGroupId: one.id });
      program.add("aws:rds/cluster:Cluster", "database", { vpcSecurityGroupIds: [one.id] });
    },
  },
]);
