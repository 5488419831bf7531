class Account < ApplicationRecord
  validates :access_key_id, presence: true
  encrypts :secret_access_key
  scope :by_key, ->(id) { where(access_key_id: id) }
end
