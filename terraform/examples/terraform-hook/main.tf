terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# The hook inside Terraform: whoever runs `terraform apply`, from whatever machine, people are told in the right order.
variable "maintenance_mode" {
  description = "Turns maintenance on from the code; the flag does so without it."
  type        = bool
  default     = false
}

variable "listener_arn" {
  description = "The load balancer's listener."
  type        = string
}

variable "publisher" {
  description = "How the publisher is called."
  type        = string
  default     = "java -jar publisher.jar"
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
  gate             = module.hook.ready
}

module "hook" {
  source = "../../modules/hook"

  maintenance_active = module.switch.maintenance_active
  switched           = module.switch.switched
  before_on          = "${var.publisher} publish && ${var.publisher} start"
  after_off          = "${var.publisher} complete || test $? = 7"
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
