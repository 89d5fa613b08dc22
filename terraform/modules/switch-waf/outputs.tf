output "maintenance_active" {
  description = "Whether traffic is, or is about to be, turned away: maintenance_mode or the flag. What a hook decides by."
  value       = local.active
}

output "flag_parameter" {
  description = "Name of the SSM parameter that turns maintenance on without this code."
  value       = aws_ssm_parameter.flag.name
}

output "rule_group_arn" {
  description = "The switch. A web ACL of your own refers to it with override_action none."
  value       = aws_wafv2_rule_group.switch.arn
}

output "web_acl_arn" {
  description = "The web ACL that was made, for a distribution's web_acl_id; null with create_web_acl = false."
  value       = one(aws_wafv2_web_acl.switch[*].arn)
}

output "flip_on" {
  description = "Shell commands that turn maintenance on without Terraform; a later plan has no changes. They need jq."
  value       = join("\n", local.flip_on)
}

output "flip_off" {
  description = "Shell commands that turn maintenance off without Terraform. They refuse while maintenance_mode is true, and need jq."
  value       = join("\n", local.flip_off)
}

output "switched" {
  description = "Known once the rules have been changed; what runs afterwards refers to it."
  value       = [aws_wafv2_rule_group.switch.arn]
}
