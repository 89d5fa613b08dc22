terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# Any root module with a switch; the workflow beside it does the rest.
variable "maintenance_mode" {
  description = "Turns maintenance on from the code; the flag does so without it."
  type        = bool
  default     = false
}

variable "listener_arn" {
  description = "The load balancer's listener."
  type        = string
}

module "switch" {
  source = "../../modules/switch-alb"

  name             = "shop"
  maintenance_mode = var.maintenance_mode
  listener_arn     = var.listener_arn
  hosts            = ["shop.example.com"]
  content          = "both"
  alb_body_json    = var.alb_body_json
  alb_body_html    = var.alb_body_html
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
