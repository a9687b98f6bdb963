import type { Mappings } from "../mapping";

export const compute: Mappings = {
  "aws:appautoscaling/policy:Policy": {
    models: [
      "AWS::ApplicationAutoScaling::ScalingPolicy",
      "application-autoscaling:PutScalingPolicy",
    ],
    renames: { name: "PolicyName" },
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    models: ["application-autoscaling:PutScheduledAction"],
    renames: { name: "ScheduledActionName" },
  },
  "aws:appautoscaling/target:Target": {
    models: [
      "AWS::ApplicationAutoScaling::ScalableTarget",
      "application-autoscaling:RegisterScalableTarget",
    ],
  },
  "aws:autoscaling/group:Group": {
    models: ["AWS::AutoScaling::AutoScalingGroup", "autoscaling:CreateAutoScalingGroup"],
    renames: {
      name: "AutoScalingGroupName",
      vpcZoneIdentifiers: null,
      "instanceRefresh.preferences": null,
      "mixedInstancesPolicy.launchTemplate.overrides":
        "MixedInstancesPolicy.LaunchTemplate.Overrides",
    },
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    models: [
      "AWS::EC2::LaunchTemplate/LaunchTemplateData",
      "AWS::EC2::LaunchTemplate",
      "ec2:CreateLaunchTemplate/LaunchTemplateData",
      "ec2:CreateLaunchTemplate",
    ],
    renames: {
      name: "LaunchTemplateName",
      description: "VersionDescription",
      tags: "TagSpecifications.Tags",
      "networkInterfaces.securityGroups": "NetworkInterfaces.Groups",
    },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    models: ["ecr:PutLifecyclePolicy"],
    renames: { policy: "lifecyclePolicyText", repository: "repositoryName" },
  },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    models: ["AWS::ECR::PullThroughCacheRule", "ecr:CreatePullThroughCacheRule"],
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    models: ["AWS::ECR::ReplicationConfiguration", "ecr:PutReplicationConfiguration"],
    renames: {
      "replicationConfiguration.rules.repositoryFilters":
        "ReplicationConfiguration.Rules.RepositoryFilters",
    },
  },
  "aws:ecr/repository:Repository": {
    models: ["AWS::ECR::Repository", "ecr:CreateRepository"],
    renames: { name: "RepositoryName" },
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    models: ["AWS::ECR::RepositoryCreationTemplate", "ecr:CreateRepositoryCreationTemplate"],
  },
  "aws:ecs/accountSettingDefault:AccountSettingDefault": {
    models: ["ecs:PutAccountSettingDefault"],
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    models: ["AWS::ECS::CapacityProvider", "ecs:CreateCapacityProvider"],
  },
  "aws:ecs/cluster:Cluster": {
    models: ["AWS::ECS::Cluster", "ecs:CreateCluster"],
    renames: { name: "ClusterName", settings: "ClusterSettings" },
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    models: ["AWS::ECS::ClusterCapacityProviderAssociations", "ecs:PutClusterCapacityProviders"],
    renames: { clusterName: "Cluster" },
  },
  "aws:ecs/service:Service": {
    models: ["AWS::ECS::Service", "ecs:CreateService"],
    renames: {
      name: "ServiceName",
      alarms: "DeploymentConfiguration.Alarms",
      deploymentCircuitBreaker: "DeploymentConfiguration.DeploymentCircuitBreaker",
      deploymentMaximumPercent: "DeploymentConfiguration.MaximumPercent",
      deploymentMinimumHealthyPercent: "DeploymentConfiguration.MinimumHealthyPercent",
      networkConfiguration: "NetworkConfiguration.AwsvpcConfiguration",
      orderedPlacementStrategies: "PlacementStrategies",
      "serviceConnectConfiguration.services.clientAlias":
        "ServiceConnectConfiguration.Services.ClientAliases",
    },
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    models: ["AWS::ECS::TaskDefinition", "ecs:RegisterTaskDefinition"],
    json: ["containerDefinitions"],
  },
  "aws:lb/listener:Listener": {
    models: ["AWS::ElasticLoadBalancingV2::Listener", "elbv2:CreateListener"],
    renames: {
      certificateArn: null,
      "defaultActions.fixedResponse": "DefaultActions.FixedResponseConfig",
      "defaultActions.redirect": "DefaultActions.RedirectConfig",
      "defaultActions.forward": "DefaultActions.ForwardConfig",
    },
  },
  "aws:lb/listenerRule:ListenerRule": {
    models: ["AWS::ElasticLoadBalancingV2::ListenerRule", "elbv2:CreateRule"],
    renames: {
      "actions.forward": "Actions.ForwardConfig",
      "actions.fixedResponse": "Actions.FixedResponseConfig",
      "actions.redirect": "Actions.RedirectConfig",
      "conditions.hostHeader": "Conditions.HostHeaderConfig",
      "conditions.pathPattern": "Conditions.PathPatternConfig",
    },
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    models: ["AWS::ElasticLoadBalancingV2::LoadBalancer", "elbv2:CreateLoadBalancer"],
    renames: { loadBalancerType: "Type" },
  },
  "aws:lb/targetGroup:TargetGroup": {
    models: ["AWS::ElasticLoadBalancingV2::TargetGroup", "elbv2:CreateTargetGroup"],
    renames: Object.fromEntries(
      Object.entries({
        enabled: "HealthCheckEnabled",
        healthyThreshold: "HealthyThresholdCount",
        interval: "HealthCheckIntervalSeconds",
        matcher: "Matcher.HttpCode",
        path: "HealthCheckPath",
        port: "HealthCheckPort",
        protocol: "HealthCheckProtocol",
        timeout: "HealthCheckTimeoutSeconds",
        unhealthyThreshold: "UnhealthyThresholdCount",
      }).map(([name, path]) => [`healthCheck.${name}`, path]),
    ),
  },
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    models: ["elbv2:RegisterTargets/Targets", "elbv2:RegisterTargets"],
    renames: { targetId: "Id" },
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    models: ["AWS::ServiceDiscovery::HttpNamespace", "servicediscovery:CreateHttpNamespace"],
  },
  "aws:ssm/parameter:Parameter": {
    models: ["ssm:PutParameter"],
  },
  "aws:ssm/activation:Activation": {
    models: ["ssm:CreateActivation"],
    renames: { name: "DefaultInstanceName" },
  },
};
