output "ready" {
  description = "For the switch's `gate`: known only once people have been told."
  value       = terraform_data.before_on.id
}
