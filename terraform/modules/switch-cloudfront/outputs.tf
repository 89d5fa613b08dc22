output "maintenance_active" {
  description = "Whether traffic is, or is about to be, turned away: maintenance_mode or the flag. What a hook decides by."
  value       = local.active
}

output "key_value_store_arn" {
  description = "The store; its key `maintenance` is the flag that turns maintenance on without this code."
  value       = aws_cloudfront_key_value_store.switch.arn
}

output "viewer_request_function_arn" {
  description = "For function_association with event_type viewer-request in every cache behaviour of the distribution."
  value       = aws_cloudfront_function.request.arn
}

output "viewer_response_function_arn" {
  description = "For function_association with event_type viewer-response; null with browsers = redirect."
  value       = one(aws_cloudfront_function.response[*].arn)
}

output "switched" {
  description = "Known once the mode has been written; what runs afterwards refers to it."
  value       = [aws_cloudfrontkeyvaluestore_key.mode.id]
}

output "flip_on" {
  description = "Shell commands that turn maintenance on in seconds, without Terraform; a later plan has no changes. They need AWS CLI 2."
  value       = join("\n", local.flips.on)
}

output "flip_off" {
  description = "Shell commands that turn maintenance off in seconds, without Terraform. They refuse while maintenance_mode is true, and need AWS CLI 2."
  value = join("\n", concat(
    var.maintenance_mode ? ["echo 'maintenance_mode is true in the code: set it to false and apply' >&2; exit 1"] : [],
    local.flips.off,
  ))
}
