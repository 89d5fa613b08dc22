# Set by edge/interlude.auto.tfvars.json of `publisher render`, laid beside this file; without it the modules say the general
# text. Not each of these is used here, but Terraform warns of values that nobody declares.
variable "alb_body_json" {
  description = "What machines get at a load balancer."
  type        = string
  default     = null
}

variable "alb_body_html" {
  description = "What browsers get at a load balancer, and crawlers at CloudFront."
  type        = string
  default     = null
}

variable "waf_body_json" {
  description = "What machines get at a web ACL, at CloudFront and at API Gateway."
  type        = string
  default     = null
}

variable "waf_body_html" {
  description = "What browsers get at a web ACL."
  type        = string
  default     = null
}

variable "page_url" {
  description = "Where the page is."
  type        = string
  default     = null
}
