variable "name" {
  description = "Names what is made: `interlude-<name>-maintenance`."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$", var.name))
    error_message = "name is 1 to 40 lower-case letters, digits and inner hyphens, as `app` in interlude.yaml."
  }
}

variable "application_hosts" {
  description = "Names of the application that lead here in maintenance. Under them the page is a 503. No other distribution may hold them."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.application_hosts : can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", host))])
    error_message = "application_hosts holds plain lower-case host names; a wildcard may stand for the first label alone."
  }
}

variable "page_hosts" {
  description = "Names that always lead here, such as maintenance.example.com. Under them the page is a 200."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for host in var.page_hosts : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", host))])
    error_message = "page_hosts holds plain lower-case host names."
  }

  validation {
    condition     = length(setintersection(var.page_hosts, var.application_hosts)) == 0
    error_message = "A name stands in page_hosts and in application_hosts: its page cannot be 200 and 503."
  }

  validation {
    condition     = length(var.page_hosts) + length(var.application_hosts) <= 100
    error_message = "A distribution holds at most 100 alternate names."
  }
}

variable "origin_domain" {
  description = "Where the page is: `acme.github.io`, or the regional domain name of an S3 bucket. For GitHub Pages the repository must have no custom domain (no CNAME): with one, github.io redirects to it, and the distribution would call itself."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\\.)+[a-z]+$", var.origin_domain))
    error_message = "origin_domain is a plain host name; the path belongs into origin_path."
  }
}

variable "origin_path" {
  description = "Path of the page at its origin, such as /shop-maintenance for GitHub Pages of a repository; empty: the root."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.origin_path == "" || can(regex("^(/[A-Za-z0-9._~-]+)+$", var.origin_path))
    error_message = "origin_path begins with a slash and does not end with one."
  }
}

variable "files" {
  description = "Paths of your own files beside the page, such as /logo.png, or of folders, such as /images/; those that the publisher writes are known. Every other path is the page."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for file in var.files : can(regex("^(/[A-Za-z0-9._~%-]+)+/?$", file))])
    error_message = "files holds paths that begin with a slash, without a query; a folder ends with one."
  }
}

variable "origin_access_control_id" {
  description = "For a private S3 bucket; null for GitHub Pages."
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "ACM certificate of us-east-1 for all hosts; null: one is made and proved in the hosted zone `zone_id`."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null ? true : can(regex("^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/", var.certificate_arn))
    error_message = "CloudFront takes certificates of ACM in us-east-1 only."
  }
}

variable "zone_id" {
  description = "Hosted zone of all hosts, in which the certificate is proved; not needed with certificate_arn."
  type        = string
  default     = null
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

variable "waf_body_json" {
  description = "JSON body for all that is no browser; `publisher render` writes it to edge/interlude.auto.tfvars.json."
  type        = string
  default     = <<-JSON
    {"type":"tag:interlude.dev,2026:maintenance","title":"Maintenance in progress","status":503,"detail":"The service is temporarily unavailable for maintenance. Please try again later.","retryAfter":300}
  JSON
  nullable    = false

  validation {
    condition     = can(jsondecode(var.waf_body_json))
    error_message = "waf_body_json is no JSON; take it from edge/interlude.auto.tfvars.json as it is."
  }
}

variable "tags" {
  description = "Tags of everything that the module makes."
  type        = map(string)
  default     = {}
  nullable    = false
}
