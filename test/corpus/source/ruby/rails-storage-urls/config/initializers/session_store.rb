Rails.application.config.session_store :cookie_store, expire_after: 2.weeks
Rails.application.config.active_storage.service_urls_expire_in = 5.minutes
