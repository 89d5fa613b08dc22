output "alias" {
  description = "Name and hosted zone of the application's distribution, for alias records."
  value = {
    name    = aws_cloudfront_distribution.this["application"].domain_name
    zone_id = aws_cloudfront_distribution.this["application"].hosted_zone_id
  }
}

output "backdoor_alias" {
  description = "The same of the backdoor; null without one."
  value = one([for key, distribution in aws_cloudfront_distribution.this : {
    name    = distribution.domain_name
    zone_id = distribution.hosted_zone_id
  } if key == "backdoor"])
}

output "distribution_arns" {
  description = "ARNs of the distributions by their part: application and backdoor."
  value       = { for key, distribution in aws_cloudfront_distribution.this : key => distribution.arn }
}
