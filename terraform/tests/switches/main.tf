# Every switch that the emulator knows, on one application, beside something that has nothing to do with it.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

variable "maintenance_mode" {
  type    = bool
  default = false
}

variable "release" {
  type    = string
  default = "1"
}

variable "listener_arn" { type = string }
variable "target_group_arn" { type = string }
variable "zone_id" { type = string }
variable "api_id" { type = string }
# These five are what the publisher writes.
variable "page_url" { type = string }
variable "alb_body_json" { type = string }
variable "alb_body_html" { type = string }
variable "waf_body_json" { type = string }
variable "waf_body_html" { type = string }

variable "office_addresses" { type = list(string) }

module "alb" {
  source           = "../../modules/switch-alb"
  name             = "shop-alb"
  maintenance_mode = var.maintenance_mode
  listener_arn     = var.listener_arn
  target_group_arn = var.target_group_arn
  hosts            = ["shop.example.com"]
  office_addresses = var.office_addresses
  content          = "both"
  first_priority   = 10
  taken_priorities = [100]
  alb_body_json    = var.alb_body_json
  alb_body_html    = var.alb_body_html
}

module "waf" {
  source           = "../../modules/switch-waf"
  name             = "shop-waf"
  maintenance_mode = var.maintenance_mode
  scope            = "CLOUDFRONT"
  hosts            = ["shop.example.com"]
  office_addresses = var.office_addresses
  waf_body_json    = var.waf_body_json
  waf_body_html    = var.waf_body_html
}

module "route53" {
  source           = "../../modules/switch-route53"
  name             = "shop-dns"
  maintenance_mode = var.maintenance_mode
  zone_id          = var.zone_id
  zone_name        = "example.com"
  record_name      = "shop.example.com"
  backdoor_name    = "backdoor.example.com"
  normal           = { alias = { name = "shop-1.us-east-1.elb.amazonaws.com", zone_id = "Z35SXDOTRQ7X7K" } }
  maintenance      = { alias = { name = "d111111abcdef8.cloudfront.net", zone_id = "Z2FDTNDATAQYW2" } }
}

module "apigateway" {
  source           = "../../modules/switch-apigateway"
  name             = "shop-api"
  maintenance_mode = var.maintenance_mode
  domain_name      = "api.example.com"
  api_id           = var.api_id
  stage_name       = "live"
  waf_body_json    = var.waf_body_json
}

# A deployment of the application: it changes with each release and knows nothing of the switches.
resource "aws_ssm_parameter" "release" {
  name           = "/shop/release"
  type           = "String"
  insecure_value = var.release
}

output "flip_on" {
  value = [module.alb.flip_on, module.waf.flip_on, module.route53.flip_on, module.apigateway.flip_on]
}

output "flip_off" {
  value = [module.alb.flip_off, module.waf.flip_off, module.route53.flip_off, module.apigateway.flip_off]
}

output "rules" {
  value = { bypass = module.alb.bypass_rule_arns, maintenance = module.alb.maintenance_rule_arns }
}

output "web_acl_arn" {
  value = module.waf.web_acl_arn
}

output "maintenance_api_id" {
  value = module.apigateway.maintenance_api_id
}
