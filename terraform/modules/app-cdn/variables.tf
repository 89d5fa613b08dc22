variable "name" {
  description = "Names what is made."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", var.name))
    error_message = "name is 1 to 40 lower-case letters, digits and inner hyphens, as `app` in interlude.yaml."
  }
}

variable "hosts" {
  description = "Names under which users see the application."
  type        = list(string)

  validation {
    condition     = length(var.hosts) > 0 && alltrue([for host in var.hosts : can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", host))])
    error_message = "hosts holds at least one plain lower-case host name."
  }
}

variable "backdoor_hosts" {
  description = "Names under which the team sees the application whatever the switch says; empty: no backdoor distribution. No secret is safe as a name: protect it by backdoor_web_acl_arn, or by the application's own sign-in."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.backdoor_hosts : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", host))])
    error_message = "backdoor_hosts holds plain lower-case host names."
  }

  validation {
    condition     = length(setintersection(var.hosts, var.backdoor_hosts)) == 0
    error_message = "A name stands in hosts and in backdoor_hosts: CloudFront lets one distribution hold it, not two."
  }
}

variable "origin_domain" {
  description = "Where the application is, such as the name of its load balancer; it must be none of the hosts."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\\.)+[a-z]+$", var.origin_domain)) && !contains(concat(var.hosts, var.backdoor_hosts), var.origin_domain)
    error_message = "origin_domain is a plain host name, and none of the distributions' own: they would call themselves."
  }
}

variable "certificate_arn" {
  description = "ACM certificate of us-east-1 for hosts and backdoor_hosts."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/", var.certificate_arn))
    error_message = "CloudFront takes certificates of ACM in us-east-1 only."
  }
}

variable "viewer_request_function_arn" {
  description = "From switch-cloudfront; null where switch-waf or nothing switches."
  type        = string
  default     = null
}

variable "viewer_response_function_arn" {
  description = "From switch-cloudfront with browsers = serve."
  type        = string
  default     = null
}

variable "web_acl_arn" {
  description = "From switch-waf, or a web ACL of your own of scope CLOUDFRONT."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null ? true : can(regex("^arn:[a-z-]+:wafv2:us-east-1:[0-9]{12}:global/webacl/", var.web_acl_arn))
    error_message = "A distribution takes a web ACL of scope CLOUDFRONT (…:global/webacl/…), not a regional one."
  }
}

variable "backdoor_web_acl_arn" {
  description = "A web ACL for the backdoor, such as one that lets the office pass alone. Never the one that switches."
  type        = string
  default     = null

  validation {
    condition     = var.backdoor_web_acl_arn == null ? true : var.backdoor_web_acl_arn != var.web_acl_arn && can(regex("^arn:[a-z-]+:wafv2:us-east-1:[0-9]{12}:global/webacl/", var.backdoor_web_acl_arn))
    error_message = "backdoor_web_acl_arn is of scope CLOUDFRONT and not web_acl_arn: the backdoor would shut with the door."
  }
}

variable "cache_policy_id" {
  description = "How CloudFront caches the application; the default is AWS's CachingDisabled."
  type        = string
  default     = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  nullable    = false
}

variable "origin_request_policy_id" {
  description = "What the application sees of a request; the default is AWS's AllViewer."
  type        = string
  default     = "216adef6-5c7f-47e4-b989-5492eafa07d3"
  nullable    = false
}

variable "price_class" {
  description = "Where CloudFront answers from."
  type        = string
  default     = "PriceClass_100"
  nullable    = false

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "tags" {
  description = "Tags of everything that the module makes."
  type        = map(string)
  default     = {}
  nullable    = false
}
