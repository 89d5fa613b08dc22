variable "maintenance_mode" {
  description = "Turns maintenance on from the code; the flag does so without it."
  type        = bool
  default     = false
}

variable "region" {
  description = "Region of the application."
  type        = string
  default     = "eu-central-1"
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer, in two zones at least."
  type        = list(string)
}

variable "private_subnet_ids" {
  description = "Subnets of the tasks, with a way to the image registry."
  type        = list(string)
}

variable "image" {
  description = "The application's image; it listens on port 8080 and answers /health."
  type        = string
}

variable "certificate_arn" {
  description = "ACM certificate of the region for shop, backdoor and api of the zone."
  type        = string
}

variable "zone_id" {
  description = "Hosted zone."
  type        = string
}

variable "zone_name" {
  description = "Its name, such as example.com."
  type        = string
}

variable "github_owner" {
  description = "Owner of the repository shop-maintenance, whose Pages hold the page without a custom domain."
  type        = string
}

variable "office_addresses" {
  description = "Networks that use the API during maintenance."
  type        = list(string)
  default     = []
}
