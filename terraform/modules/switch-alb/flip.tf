# What an operator runs at night. The flag first: should the rest fail, the next apply finishes the flip instead of
# undoing it. The way in opens before the door shuts, and shuts after it has opened.
locals {
  set_flag = "aws ssm put-parameter --region ${data.aws_region.current.id} --name ${aws_ssm_parameter.flag.name} --overwrite --value"

  conditions_on = concat(
    [for entry in local.bypass : concat(
      [for hosts in [entry.scope.hosts] : { Field = "host-header", HostHeaderConfig = { Values = hosts } } if length(hosts) > 0],
      [for paths in [entry.scope.paths] : { Field = "path-pattern", PathPatternConfig = { Values = paths } } if length(paths) > 0],
      [{ Field = "source-ip", SourceIpConfig = { Values = entry.addresses } }],
    )],
    [for entry in local.refusal : concat(
      [for hosts in [entry.scope.hosts] : { Field = "host-header", HostHeaderConfig = { Values = hosts } } if length(hosts) > 0],
      [for paths in [entry.scope.paths] : { Field = "path-pattern", PathPatternConfig = { Values = paths } } if length(paths) > 0],
      local.accepts[entry.answer.type],
    )],
  )
  conditions_off = concat(
    [for entry in local.bypass : [
      { Field = "host-header", HostHeaderConfig = { Values = local.parked.hosts } },
      { Field = "source-ip", SourceIpConfig = { Values = entry.addresses } },
    ]],
    [for entry in local.refusal : concat(
      [{ Field = "host-header", HostHeaderConfig = { Values = local.parked.hosts } }],
      local.accepts[entry.answer.type],
    )],
  )
  accepts = {
    "text/html" = [for value in ["*text/html*"] :
      { Field = "http-header", HttpHeaderConfig = { HttpHeaderName = "Accept", Values = [value] } } if var.content == "both"
    ]
    "application/json" = []
  }

  rule_arns = concat(aws_lb_listener_rule.bypass[*].arn, aws_lb_listener_rule.maintenance[*].arn)

  flip_on = concat(
    ["set -e", "${local.set_flag} on"],
    [for index, arn in local.rule_arns :
      "aws elbv2 modify-rule --region ${data.aws_region.current.id} --rule-arn ${arn} --conditions '${jsonencode(local.conditions_on[index])}'"
    ],
  )
  flip_off = concat(
    var.maintenance_mode ? ["echo 'maintenance_mode is true in the code: set it to false and apply' >&2; exit 1"] : [],
    ["set -e", "${local.set_flag} off"],
    reverse([for index, arn in local.rule_arns :
      "aws elbv2 modify-rule --region ${data.aws_region.current.id} --rule-arn ${arn} --conditions '${jsonencode(local.conditions_off[index])}'"
    ]),
  )
}
