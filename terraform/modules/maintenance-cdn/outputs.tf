output "domain_name" {
  description = "Name of the distribution, for the alias record that switch-route53 moves."
  value       = aws_cloudfront_distribution.page.domain_name
}

output "hosted_zone_id" {
  description = "CloudFront's hosted zone, for the same alias."
  value       = aws_cloudfront_distribution.page.hosted_zone_id
}

output "alias" {
  description = "Both, as switch-route53 takes them."
  value = {
    name    = aws_cloudfront_distribution.page.domain_name
    zone_id = aws_cloudfront_distribution.page.hosted_zone_id
  }
}

output "distribution_arn" {
  description = "For the policy of a private S3 bucket."
  value       = aws_cloudfront_distribution.page.arn
}
