terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# CloudFront with a web ACL whose rule counts in normal times and blocks with 503 in maintenance.
provider "aws" {
  region = "us-east-1" # web ACLs and certificates of CloudFront live there
}

variable "maintenance_mode" {
  description = "Turns maintenance on from the code; the flag does so without it."
  type        = bool
  default     = false
}

variable "zone_id" {
  description = "Hosted zone of example.com."
  type        = string
}

variable "origin_domain" {
  description = "Where the application itself is."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate of us-east-1 for shop.example.com and backdoor.example.com."
  type        = string
}

variable "office_addresses" {
  description = "IPv4 and IPv6 networks of the office."
  type        = list(string)
  default     = []
}

module "switch" {
  source = "../../modules/switch-waf"

  name             = "shop"
  maintenance_mode = var.maintenance_mode
  scope            = "CLOUDFRONT"
  office_addresses = var.office_addresses
  waf_body_json    = var.waf_body_json
  waf_body_html    = var.waf_body_html
}

# The backdoor lets the office pass alone, whatever the switch says.
resource "aws_wafv2_ip_set" "office" {
  for_each = {
    IPV4 = [for address in var.office_addresses : address if !strcontains(address, ":")]
    IPV6 = [for address in var.office_addresses : address if strcontains(address, ":")]
  }

  name               = "shop-backdoor-${lower(each.key)}"
  scope              = "CLOUDFRONT"
  ip_address_version = each.key
  addresses          = each.value
}

resource "aws_wafv2_web_acl" "backdoor" {
  name  = "shop-backdoor"
  scope = "CLOUDFRONT"

  default_action {
    block {}
  }

  dynamic "rule" {
    for_each = aws_wafv2_ip_set.office
    content {
      name     = rule.key
      priority = rule.key == "IPV4" ? 0 : 1

      action {
        allow {}
      }

      statement {
        ip_set_reference_statement {
          arn = rule.value.arn
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "shop-backdoor-${rule.key}"
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop-backdoor"
    sampled_requests_enabled   = true
  }
}

module "application" {
  source = "../../modules/app-cdn"

  name                 = "shop"
  hosts                = ["shop.example.com"]
  backdoor_hosts       = ["backdoor.example.com"]
  origin_domain        = var.origin_domain
  certificate_arn      = var.certificate_arn
  web_acl_arn          = module.switch.web_acl_arn
  backdoor_web_acl_arn = aws_wafv2_web_acl.backdoor.arn
}

resource "aws_route53_record" "application" {
  for_each = merge([
    for host, alias in { "shop.example.com" = module.application.alias, "backdoor.example.com" = module.application.backdoor_alias } :
    { for type in ["A", "AAAA"] : "${host} ${type}" => { host = host, type = type, alias = alias } }
  ]...)

  zone_id = var.zone_id
  name    = each.value.host
  type    = each.value.type

  alias {
    name                   = each.value.alias.name
    zone_id                = each.value.alias.zone_id
    evaluate_target_health = false
  }
}

output "maintenance_active" {
  description = "What hooks decide by."
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
