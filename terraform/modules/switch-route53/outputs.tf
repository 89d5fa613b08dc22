output "maintenance_active" {
  description = "Whether traffic is, or is about to be, turned away: maintenance_mode or the flag. What a hook decides by."
  value       = local.active
}

output "flag_parameter" {
  description = "Name of the SSM parameter that turns maintenance on without this code."
  value       = aws_ssm_parameter.flag.name
}

output "record_types" {
  description = "Types of the switched name; the same in both modes."
  value       = local.types
}

output "switched" {
  description = "Known once the records have been moved; what runs afterwards refers to it."
  value       = sort([for record in aws_route53_record.switch : record.id])
}

output "flip_on" {
  description = "Shell commands that turn maintenance on without Terraform; a later plan has no changes."
  value       = join("\n", local.flips.on)
}

output "flip_off" {
  description = "Shell commands that turn maintenance off without Terraform. They refuse while maintenance_mode is true."
  value = join("\n", concat(
    var.maintenance_mode ? ["echo 'maintenance_mode is true in the code: set it to false and apply' >&2; exit 1"] : [],
    local.flips.off,
  ))
}
