import type { Mappings } from "../mapping";

export const operations: Mappings = {
  "aws:accessanalyzer/analyzer:Analyzer": {
    models: ["AWS::AccessAnalyzer::Analyzer", "accessanalyzer:CreateAnalyzer"],
    renames: { configuration: "AnalyzerConfiguration" },
  },
  "aws:cfg/recorder:Recorder": {
    models: ["AWS::Config::ConfigurationRecorder", "config:PutConfigurationRecorder"],
    renames: { name: "Name" },
  },
  "aws:cfg/deliveryChannel:DeliveryChannel": {
    models: ["AWS::Config::DeliveryChannel", "config:PutDeliveryChannel/DeliveryChannel"],
    renames: {
      snapshotDeliveryProperties: "ConfigSnapshotDeliveryProperties",
    },
  },
  "aws:cfg/recorderStatus:RecorderStatus": {
    models: ["config:StartConfigurationRecorder"],
    renames: { name: "ConfigurationRecorderName" },
  },
  "aws:cloudtrail/trail:Trail": {
    models: ["AWS::CloudTrail::Trail", "cloudtrail:CreateTrail"],
    renames: { name: "TrailName" },
  },
  "aws:guardduty/detector:Detector": {
    models: ["AWS::GuardDuty::Detector", "guardduty:CreateDetector"],
  },
  "aws:guardduty/detectorFeature:DetectorFeature": {
    models: ["guardduty:UpdateDetector", "guardduty:UpdateDetector/Features"],
    renames: {
      additionalConfigurations: "Features.AdditionalConfiguration",
      "additionalConfigurations.name": "Features.AdditionalConfiguration.Name",
      "additionalConfigurations.status": "Features.AdditionalConfiguration.Status",
    },
  },
  "aws:inspector2/enabler:Enabler": { models: ["inspector2:Enable"] },
  "aws:securityhub/account:Account": {
    models: ["AWS::SecurityHub::Hub", "securityhub:EnableSecurityHub"],
  },
  "aws:acm/certificate:Certificate": {
    models: ["AWS::CertificateManager::Certificate", "acm:RequestCertificate"],
  },
  "aws:acmpca/permission:Permission": {
    models: ["AWS::ACMPCA::Permission", "acm-pca:CreatePermission"],
  },
  "aws:budgets/budget:Budget": {
    models: ["budgets:CreateBudget", "budgets:CreateBudget/Budget"],
    renames: {
      name: "Budget.BudgetName",
      costFilters: null,
      limitAmount: "Budget.BudgetLimit.Amount",
      limitUnit: "Budget.BudgetLimit.Unit",
      notifications: "NotificationsWithSubscribers",
      "notifications.comparisonOperator":
        "NotificationsWithSubscribers.Notification.ComparisonOperator",
      "notifications.notificationType":
        "NotificationsWithSubscribers.Notification.NotificationType",
      "notifications.threshold": "NotificationsWithSubscribers.Notification.Threshold",
      "notifications.thresholdType": "NotificationsWithSubscribers.Notification.ThresholdType",
    },
  },
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": {
    models: ["AWS::Chatbot::SlackChannelConfiguration", "chatbot:CreateSlackChannelConfiguration"],
  },
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": {
    models: [
      "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
      "chatbot:CreateMicrosoftTeamsChannelConfiguration",
    ],
    renames: { tenantId: "TeamsTenantId", channelId: "TeamsChannelId" },
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    models: ["AWS::CloudWatch::CompositeAlarm", "cloudwatch:PutCompositeAlarm"],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    models: ["AWS::CloudWatch::Dashboard", "cloudwatch:PutDashboard"],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    models: ["AWS::Events::Rule", "events:PutRule"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    models: ["events:PutTargets", "events:PutTargets/Targets", "AWS::Events::Rule/Targets"],
    renames: { targetId: "Id" },
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    models: ["AWS::Logs::LogGroup", "logs:CreateLogGroup"],
    renames: { name: "LogGroupName" },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    models: ["AWS::CloudWatch::Alarm", "cloudwatch:PutMetricAlarm"],
    renames: {
      name: "AlarmName",
      metricQueries: "Metrics",
      "metricQueries.metric": "Metrics.MetricStat",
      "metricQueries.metric.metricName": "Metrics.MetricStat.Metric.MetricName",
      "metricQueries.metric.namespace": "Metrics.MetricStat.Metric.Namespace",
      "metricQueries.metric.dimensions": "Metrics.MetricStat.Metric.Dimensions",
    },
  },
  "aws:costexplorer/anomalyMonitor:AnomalyMonitor": {
    models: ["ce:CreateAnomalyMonitor/AnomalyMonitor"],
    renames: { name: "MonitorName" },
  },
  "aws:costexplorer/anomalySubscription:AnomalySubscription": {
    models: ["ce:CreateAnomalySubscription/AnomalySubscription"],
    renames: { name: "SubscriptionName", thresholdExpression: null },
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    models: ["AWS::IAM::InstanceProfile", "iam:CreateInstanceProfile"],
    renames: { name: "InstanceProfileName" },
  },
  "aws:iam/role:Role": {
    models: ["AWS::IAM::Role", "iam:CreateRole"],
    renames: { name: "RoleName", assumeRolePolicy: "AssumeRolePolicyDocument" },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    models: ["AWS::IAM::RolePolicy", "iam:PutRolePolicy"],
    renames: { name: "PolicyName", policy: "PolicyDocument", role: "RoleName" },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    models: ["iam:AttachRolePolicy"],
    renames: { role: "RoleName" },
  },
  "aws:kms/alias:Alias": {
    models: ["AWS::KMS::Alias", "kms:CreateAlias"],
    renames: { name: "AliasName" },
  },
  "aws:kms/key:Key": {
    models: ["AWS::KMS::Key", "kms:CreateKey"],
    renames: {
      policy: "Policy",
      customerMasterKeySpec: "KeySpec",
      deletionWindowInDays: "PendingWindowInDays",
    },
  },
  "aws:scheduler/schedule:Schedule": {
    models: ["AWS::Scheduler::Schedule", "scheduler:CreateSchedule"],
    renames: {
      "target.ecsParameters.capacityProviderStrategies":
        "Target.EcsParameters.CapacityProviderStrategy",
      "target.ecsParameters.networkConfiguration":
        "Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration",
      "target.ecsParameters.placementStrategies": "Target.EcsParameters.PlacementStrategy",
    },
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    models: ["AWS::Scheduler::ScheduleGroup", "scheduler:CreateScheduleGroup"],
  },
  "aws:sfn/stateMachine:StateMachine": {
    models: ["stepfunctions:CreateStateMachine", "AWS::StepFunctions::StateMachine"],
  },
  "aws:ssm/association:Association": {
    models: ["AWS::SSM::Association", "ssm:CreateAssociation"],
    renames: {
      "outputLocation.s3BucketName": "OutputLocation.S3Location.OutputS3BucketName",
      "outputLocation.s3KeyPrefix": "OutputLocation.S3Location.OutputS3KeyPrefix",
      "outputLocation.s3Region": "OutputLocation.S3Location.OutputS3Region",
    },
  },
  "aws:ssm/document:Document": {
    models: ["AWS::SSM::Document", "ssm:CreateDocument"],
  },
  "aws:ssm/maintenanceWindow:MaintenanceWindow": {
    models: ["AWS::SSM::MaintenanceWindow", "ssm:CreateMaintenanceWindow"],
  },
  "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget": {
    models: ["AWS::SSM::MaintenanceWindowTarget", "ssm:RegisterTargetWithMaintenanceWindow"],
  },
  "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": {
    models: ["AWS::SSM::MaintenanceWindowTask", "ssm:RegisterTaskWithMaintenanceWindow"],
    renames: {
      "taskInvocationParameters.automationParameters": "TaskInvocationParameters.Automation",
      "taskInvocationParameters.automationParameters.parameters": null,
    },
  },
  "aws:ssm/patchBaseline:PatchBaseline": {
    models: ["AWS::SSM::PatchBaseline", "ssm:CreatePatchBaseline"],
    renames: {
      approvalRules: "ApprovalRules.PatchRules",
      "approvalRules.patchFilters": "ApprovalRules.PatchRules.PatchFilterGroup.PatchFilters",
      globalFilters: "GlobalFilters.PatchFilters",
    },
  },
  "aws:ssm/patchGroup:PatchGroup": { models: ["ssm:RegisterPatchBaselineForPatchGroup"] },
  "aws:ssm/resourceDataSync:ResourceDataSync": {
    models: ["AWS::SSM::ResourceDataSync", "ssm:CreateResourceDataSync"],
    renames: {
      name: "SyncName",
      "s3Destination.kmsKeyArn": "S3Destination.KMSKeyArn",
      "s3Destination.prefix": "S3Destination.BucketPrefix",
      "s3Destination.region": "S3Destination.BucketRegion",
    },
  },
  "aws:ssm/serviceSetting:ServiceSetting": { models: ["ssm:UpdateServiceSetting"] },
  "aws:sqs/queue:Queue": {
    models: ["AWS::SQS::Queue", "sqs:CreateQueue"],
    renames: { name: "QueueName", messageRetentionSeconds: "MessageRetentionPeriod" },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    none: "a policy document, which the stand-in reads by the grammar of policies",
  },
  "aws:sns/topic:Topic": {
    models: ["AWS::SNS::Topic", "sns:CreateTopic"],
    renames: { name: "TopicName" },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    none: "a policy document, which the stand-in reads by the grammar of policies",
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    models: ["AWS::SNS::Subscription", "sns:Subscribe"],
    renames: { topic: "TopicArn" },
  },
};
