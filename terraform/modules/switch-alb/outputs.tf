output "maintenance_active" {
  description = "Whether traffic is, or is about to be, turned away: maintenance_mode or the flag. What a hook decides by."
  value       = local.active
}

output "flag_parameter" {
  description = "Name of the SSM parameter that turns maintenance on without this code."
  value       = aws_ssm_parameter.flag.name
}

output "maintenance_rule_arns" {
  description = "The rules that answer 503."
  value       = aws_lb_listener_rule.maintenance[*].arn
}

output "bypass_rule_arns" {
  description = "The rules that let the office pass; a blue/green deployment that names its rules must name these too."
  value       = aws_lb_listener_rule.bypass[*].arn
}

output "flip_on" {
  description = "Shell commands that turn maintenance on in seconds, without Terraform; a later plan has no changes."
  value       = join("\n", local.flip_on)
}

output "flip_off" {
  description = "Shell commands that turn maintenance off in seconds, without Terraform. They refuse while maintenance_mode is true."
  value       = join("\n", local.flip_off)
}

output "switched" {
  description = "Known once the rules have been changed; what runs afterwards refers to it."
  value       = local.rule_arns
}
