output "maintenance_active" {
  description = "What the hooks decide by."
  value       = module.switch.maintenance_active
}

output "flip_on" {
  description = "terraform output -raw flip_on | sh"
  value       = module.switch.flip_on
}

output "flip_off" {
  description = "terraform output -raw flip_off | sh"
  value       = module.switch.flip_off
}
