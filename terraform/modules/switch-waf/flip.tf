# What an operator runs at night. The flag first: should the rest fail, the next apply finishes the flip instead of
# undoing it. AWS only replaces a rule group as a whole, so it is read, its actions are exchanged, and it is written
# back under the lock that was read: a change in between is refused and not overwritten.
locals {
  set_flag = "aws ssm put-parameter --region ${data.aws_region.current.id} --name ${aws_ssm_parameter.flag.name} --overwrite --value"
  group    = "--name ${aws_wafv2_rule_group.switch.name} --id ${aws_wafv2_rule_group.switch.id} --scope ${var.scope} --region ${data.aws_region.current.id}"

  actions_on = { for name, rule in local.rules : "maintenance-${name}" => {
    Block = {
      CustomResponse = merge(
        { ResponseCode = rule.status, ResponseHeaders = [for name, value in rule.headers : { Name = name, Value = value }] },
        { for key in ["CustomResponseBodyKey"] : key => rule.body if rule.body != null },
      )
    }
  } }
  actions_off = { for name, rule in local.rules : "maintenance-${name}" => { Count = {} } }

  # AWS CLI 1 prints binary values as base64 and reads them plain; AWS CLI 2 does both as base64.
  search_strings = "if $cli | startswith(\"aws-cli/1\") then walk(if type == \"object\" and has(\"SearchString\") then .SearchString |= @base64d else . end) else . end"

  flips = { for value, actions in { on = local.actions_on, off = local.actions_off } : value => [
    "set -e",
    "${local.set_flag} ${value}",
    join(" | ", [
      "group=$(aws wafv2 get-rule-group ${local.group} --output json",
      "jq --compact-output --ascii-output --argjson actions '${jsonencode(actions)}' --arg cli \"$(aws --version 2>&1)\" '{Name: .RuleGroup.Name, Id: .RuleGroup.Id, Scope: \"${var.scope}\", Description: .RuleGroup.Description, VisibilityConfig: .RuleGroup.VisibilityConfig, CustomResponseBodies: .RuleGroup.CustomResponseBodies, LockToken: .LockToken, Rules: [.RuleGroup.Rules[] | .Action = $actions[.Name]]} | ${local.search_strings}')",
    ]),
    "aws wafv2 update-rule-group --region ${data.aws_region.current.id} --cli-input-json \"$group\"",
  ] }

  flip_on = local.flips.on
  flip_off = concat(
    var.maintenance_mode ? ["echo 'maintenance_mode is true in the code: set it to false and apply' >&2; exit 1"] : [],
    local.flips.off,
  )
}
