output "maintenance_active" {
  description = "Whether traffic is, or is about to be, turned away: maintenance_mode or the flag. What a hook decides by."
  value       = local.active
}

output "flag_parameter" {
  description = "Name of the SSM parameter that turns maintenance on without this code."
  value       = aws_ssm_parameter.flag.name
}

output "maintenance_api_id" {
  description = "The API that answers 503."
  value       = aws_api_gateway_rest_api.maintenance.id
}

output "switched" {
  description = "Known once the mapping has been moved; what runs afterwards refers to it."
  value       = [aws_api_gateway_base_path_mapping.switch.id]
}

output "flip_on" {
  description = "Shell commands that turn maintenance on in seconds, without Terraform; a later plan has no changes."
  value       = join("\n", local.flips.on)
}

output "flip_off" {
  description = "Shell commands that turn maintenance off in seconds, without Terraform. They refuse while maintenance_mode is true."
  value = join("\n", concat(
    var.maintenance_mode ? ["echo 'maintenance_mode is true in the code: set it to false and apply' >&2; exit 1"] : [],
    local.flips.off,
  ))
}
