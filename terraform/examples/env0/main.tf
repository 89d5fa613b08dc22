# The application behind CloudFront with a switch inside its distribution, a backdoor for the team, and the page at
# GitHub, on a name of its own that always leads there.
terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# CloudFront's certificates live there.
provider "aws" {
  region = "us-east-1"
}

module "switch" {
  source = "../../modules/switch-cloudfront"

  name                 = "shop"
  maintenance_mode     = var.maintenance_mode
  page_url             = var.page_url
  office_addresses     = var.office_addresses
  bypass_secret_sha256 = var.bypass_secret_sha256
  waf_body_json        = var.waf_body_json
  alb_body_html        = var.alb_body_html
}

module "application" {
  source = "../../modules/app-cdn"

  name                         = "shop"
  hosts                        = [local.host]
  backdoor_hosts               = [local.backdoor_host]
  origin_domain                = var.origin_domain
  certificate_arn              = var.certificate_arn
  viewer_request_function_arn  = module.switch.viewer_request_function_arn
  viewer_response_function_arn = module.switch.viewer_response_function_arn
}

locals {
  host          = "shop.${var.zone_name}"
  backdoor_host = "backdoor.${var.zone_name}"
  page_host     = "maintenance.${var.zone_name}"

  aliases = merge([
    for host, alias in { (local.host) = module.application.alias, (local.backdoor_host) = module.application.backdoor_alias } :
    { for type in ["A", "AAAA"] : "${host} ${type}" => { host = host, type = type, alias = alias } }
  ]...)
}

# DNS never moves: both records are the same in both modes.
resource "aws_route53_record" "application" {
  for_each = local.aliases

  zone_id = var.zone_id
  name    = each.value.host
  type    = each.value.type

  alias {
    name                   = each.value.alias.name
    zone_id                = each.value.alias.zone_id
    evaluate_target_health = false
  }
}

# The page's own name leads to GitHub at all times, so that GitHub's certificate is there long before it is needed.
resource "aws_route53_record" "page" {
  zone_id = var.zone_id
  name    = local.page_host
  type    = "CNAME"
  ttl     = 300
  records = ["${var.github_owner}.github.io"]
}
