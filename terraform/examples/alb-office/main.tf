terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# An application and its public API behind one load balancer, switched separately; the office passes.
variable "maintenance_mode" {
  description = "Which of the two is in maintenance: app, api."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.maintenance_mode, ["app", "api"])) == 0
    error_message = "maintenance_mode holds app, api or both."
  }
}

variable "listener_arn" {
  description = "The load balancer's listener on port 443."
  type        = string
}

variable "target_group_arns" {
  description = "Target groups of the application and of the API: { app = …, api = … }."
  type        = object({ app = string, api = string })
}

variable "office_addresses" {
  description = "Networks that pass; each four are one rule."
  type        = list(string)
}

# edge/interlude.auto.tfvars.json of `publisher render`, once for each application, under these names; without them the
# modules say the general text.
locals {
  texts = { for app in ["shop", "shop-api"] : app => jsondecode(
    fileexists("${path.module}/${app}.json") ? file("${path.module}/${app}.json") : "{}"
  ) }
}

module "app" {
  source = "../../modules/switch-alb"

  name             = "shop"
  maintenance_mode = contains(var.maintenance_mode, "app")
  listener_arn     = var.listener_arn
  target_group_arn = var.target_group_arns.app
  hosts            = ["shop.example.com"]
  office_addresses = var.office_addresses
  content          = "both"
  first_priority   = 100
  taken_priorities = range(200, 300)
  alb_body_json    = try(local.texts["shop"].alb_body_json, null)
  alb_body_html    = try(local.texts["shop"].alb_body_html, null)
}

module "api" {
  source = "../../modules/switch-alb"

  name             = "shop-api"
  maintenance_mode = contains(var.maintenance_mode, "api")
  listener_arn     = var.listener_arn
  target_group_arn = var.target_group_arns.api
  hosts            = ["api.example.com"]
  office_addresses = var.office_addresses
  first_priority   = 200
  taken_priorities = range(100, 200)
  alb_body_json    = try(local.texts["shop-api"].alb_body_json, null)
}

output "maintenance_active" {
  description = "What hooks decide by, one for each switch."
  value       = { app = module.app.maintenance_active, api = module.api.maintenance_active }
}

output "flip_on" {
  description = "terraform output -json flip_on | jq -r .app | sh"
  value       = { app = module.app.flip_on, api = module.api.flip_on }
}

output "flip_off" {
  description = "terraform output -json flip_off | jq -r .app | sh"
  value       = { app = module.app.flip_off, api = module.api.flip_off }
}
