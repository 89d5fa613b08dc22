variable "maintenance_mode" {
  description = "Turns maintenance on from the code; the key-value store does so without it."
  type        = bool
  default     = false
}

variable "zone_id" {
  description = "Hosted zone of the application."
  type        = string
}

variable "zone_name" {
  description = "Its name, such as example.com."
  type        = string
}

variable "origin_domain" {
  description = "Where the application itself is, such as origin.example.com."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate of us-east-1 for shop.<zone> and backdoor.<zone>."
  type        = string
}

variable "github_owner" {
  description = "Owner of the page's repository."
  type        = string
}

variable "office_addresses" {
  description = "Networks that pass during maintenance."
  type        = list(string)
  default     = []
}

variable "bypass_secret_sha256" {
  description = "SHA-256 of the team's secret; null: none."
  type        = string
  default     = null
}
