// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A disk in memory for SQLite (a VFS) that can fail at the n-th write or sync, and lose its power: then of
// what was written since the last sync, any sectors may be on the disk and any may not, in any order, as real
// disks do it. For one process and connections that take turns; the lock of a file and shared memory are
// there as SQLite asks.

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace mengpaneel::store {

class MemoryDisk {
 public:
  static constexpr std::size_t sector = 512;

  /// Registers a VFS of this name. The disk must outlive every connection that uses it.
  explicit MemoryDisk(const std::string& name) : name_(name) {
    vfs_ = *sqlite3_vfs_find(nullptr);
    vfs_.pNext = nullptr;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.szOsFile = sizeof(Handle);
    vfs_.xOpen = &open;
    vfs_.xDelete = &remove;
    vfs_.xAccess = &access;
    vfs_.xFullPathname = [](sqlite3_vfs*, const char* path, int size, char* out) {
      sqlite3_snprintf(size, out, "%s", path);
      return SQLITE_OK;
    };
    sqlite3_vfs_register(&vfs_, 0);
  }
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;
  ~MemoryDisk() { sqlite3_vfs_unregister(&vfs_); }

  /// From the n-th (1, 2, ..) write, truncation or sync on, fails: once, or for ever. 0: never.
  void fail_at(std::uint64_t operation, bool for_ever) {
    fail_at_ = operation;
    for_ever_ = for_ever;
    operations_ = 0;
  }
  [[nodiscard]] std::uint64_t operations() const { return operations_; }

  /// The power goes: what was synced stays; of each sector written since, the old or one of the new contents.
  /// All connections must be closed (or leaked) before; files begin again without locks and shared memory.
  void lose_power(std::mt19937_64& random) {
    for (auto& [path, file] : files_) {
      for (const Write& write : file->unsynced) {
        if (write.truncation) {
          if (random() % 2 == 0) {
            file->durable.resize(write.offset);
          }
          continue;
        }
        for (std::size_t at = 0; at < write.bytes.size(); at += sector) {
          if (random() % 2 == 0) {
            const std::size_t size = std::min(sector, write.bytes.size() - at);
            grow(file->durable, write.offset + at + size);
            std::copy_n(write.bytes.begin() + static_cast<std::ptrdiff_t>(at), size,
                        file->durable.begin() + static_cast<std::ptrdiff_t>(write.offset + at));
          }
        }
      }
      file->bytes = file->durable;
    }
    forget_processes();
  }
  /// The process dies: what was written stays, for the system has it.
  void lose_process() { forget_processes(); }

 private:
  struct Write {
    std::size_t offset;
    std::string bytes;
    bool truncation;
  };
  struct File {
    std::string bytes;    ///< as a reader sees it
    std::string durable;  ///< as it is on the disk for sure
    std::vector<Write> unsynced;
    std::vector<std::unique_ptr<std::vector<unsigned char>>> shared;
    std::map<const void*, int> locks;                  ///< level by connection
    std::array<int, SQLITE_SHM_NLOCK> shared_locks{};  ///< holders; -1: one for itself
  };
  struct Handle {
    sqlite3_file base;
    MemoryDisk* disk;
    File* file;
  };

  static void grow(std::string& bytes, std::size_t size) {
    if (bytes.size() < size) {
      bytes.resize(size);
    }
  }
  static Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
  static MemoryDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<MemoryDisk*>(vfs->pAppData); }

  void forget_processes() {
    for (auto& [path, file] : files_) {
      file->unsynced.clear();
      file->shared.clear();
      file->locks.clear();
      file->shared_locks.fill(0);
    }
  }
  [[nodiscard]] bool fails_now() {
    ++operations_;
    return fail_at_ != 0 && (operations_ == fail_at_ || (for_ever_ && operations_ > fail_at_));
  }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    MemoryDisk& disk = disk_of(vfs);
    file->pMethods = nullptr;
    const std::string name = path == nullptr ? "temporary" + std::to_string(++disk.temporary_) : path;
    std::unique_ptr<File>& found = disk.files_[name];
    if (found == nullptr) {
      if ((flags & SQLITE_OPEN_CREATE) == 0) {
        disk.files_.erase(name);
        return SQLITE_CANTOPEN;
      }
      found = std::make_unique<File>();
    }
    handle(file).disk = &disk;
    handle(file).file = found.get();
    file->pMethods = &methods();
    if (out_flags != nullptr) {
      *out_flags = flags;
    }
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int) {
    // A handle may still point to it.
    MemoryDisk& disk = disk_of(vfs);
    if (auto found = disk.files_.extract(path)) {
      disk.removed_.push_back(std::move(found.mapped()));
    }
    return SQLITE_OK;
  }
  static int access(sqlite3_vfs* vfs, const char* path, int, int* result) {
    *result = disk_of(vfs).files_.contains(path) ? 1 : 0;
    return SQLITE_OK;
  }
  static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    const std::string& bytes = handle(file).file->bytes;
    const auto begin = static_cast<std::size_t>(offset);
    const auto wanted = static_cast<std::size_t>(size);
    const std::size_t there = begin < bytes.size() ? std::min(wanted, bytes.size() - begin) : 0;
    if (there > 0) {
      std::memcpy(out, bytes.data() + begin, there);
    }
    std::memset(static_cast<char*>(out) + there, 0, wanted - there);
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }
  static int write(sqlite3_file* file, const void* in, int size, sqlite3_int64 offset) {
    File& target = *handle(file).file;
    const bool fails = handle(file).disk->fails_now();
    // A write that fails may have been done in part.
    const auto length = static_cast<std::size_t>(size) / (fails ? 2 : 1);
    const auto begin = static_cast<std::size_t>(offset);
    grow(target.bytes, begin + length);
    std::memcpy(target.bytes.data() + begin, in, length);
    target.unsynced.push_back({begin, std::string(static_cast<const char*>(in), length), false});
    return fails ? SQLITE_IOERR_WRITE : SQLITE_OK;
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (handle(file).disk->fails_now()) {
      return SQLITE_IOERR_TRUNCATE;
    }
    handle(file).file->bytes.resize(static_cast<std::size_t>(size));
    handle(file).file->unsynced.push_back({static_cast<std::size_t>(size), {}, true});
    return SQLITE_OK;
  }
  static int sync(sqlite3_file* file, int) {
    if (handle(file).disk->fails_now()) {
      return SQLITE_IOERR_FSYNC;
    }
    handle(file).file->durable = handle(file).file->bytes;
    handle(file).file->unsynced.clear();
    return SQLITE_OK;
  }
  static int lock(sqlite3_file* file, int level) {
    auto& locks = handle(file).file->locks;
    const int others_max = level == SQLITE_LOCK_SHARED     ? SQLITE_LOCK_RESERVED
                           : level == SQLITE_LOCK_RESERVED ? SQLITE_LOCK_SHARED
                                                           : SQLITE_LOCK_NONE;
    for (const auto& [holder, held] : locks) {
      if (holder != &handle(file) && held > others_max) {
        return SQLITE_BUSY;
      }
    }
    locks[&handle(file)] = level;
    return SQLITE_OK;
  }
  static int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
    auto& shared = handle(file).file->shared;
    while (extend != 0 && shared.size() <= static_cast<std::size_t>(region)) {
      shared.push_back(std::make_unique<std::vector<unsigned char>>(static_cast<std::size_t>(size)));
    }
    *out = static_cast<std::size_t>(region) < shared.size() ? shared[static_cast<std::size_t>(region)]->data()
                                                            : nullptr;
    return SQLITE_OK;
  }
  static int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    auto& locks = handle(file).file->shared_locks;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    for (auto slot = static_cast<std::size_t>(offset); slot < static_cast<std::size_t>(offset + count);
         ++slot) {
      if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        locks.at(slot) = exclusive ? 0 : std::max(locks.at(slot) - 1, 0);
      } else if (exclusive ? locks.at(slot) != 0 : locks.at(slot) < 0) {
        return SQLITE_BUSY;
      }
    }
    if ((flags & SQLITE_SHM_LOCK) != 0) {
      for (auto slot = static_cast<std::size_t>(offset); slot < static_cast<std::size_t>(offset + count);
           ++slot) {
        locks.at(slot) = exclusive ? -1 : locks.at(slot) + 1;
      }
    }
    return SQLITE_OK;
  }
  static int unmap_shared(sqlite3_file* file, int remove_it) {
    if (remove_it != 0) {
      handle(file).file->shared.clear();
    }
    return SQLITE_OK;
  }
  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods table = [] {
      sqlite3_io_methods made{};
      made.iVersion = 2;
      made.xClose = [](sqlite3_file* file) {
        handle(file).file->locks.erase(&handle(file));
        return SQLITE_OK;
      };
      made.xRead = &read;
      made.xWrite = &write;
      made.xTruncate = &truncate;
      made.xSync = &sync;
      made.xFileSize = [](sqlite3_file* file, sqlite3_int64* size) {
        *size = static_cast<sqlite3_int64>(handle(file).file->bytes.size());
        return SQLITE_OK;
      };
      made.xLock = &lock;
      made.xUnlock = [](sqlite3_file* file, int level) {
        handle(file).file->locks[&handle(file)] = level;
        return SQLITE_OK;
      };
      made.xCheckReservedLock = [](sqlite3_file* file, int* held) {
        *held = std::ranges::any_of(handle(file).file->locks,
                                    [](const auto& lock) { return lock.second >= SQLITE_LOCK_RESERVED; })
                    ? 1
                    : 0;
        return SQLITE_OK;
      };
      made.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
      made.xSectorSize = [](sqlite3_file*) { return static_cast<int>(sector); };
      made.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };
      made.xShmMap = &map_shared;
      made.xShmLock = &lock_shared;
      made.xShmBarrier = [](sqlite3_file*) {};
      made.xShmUnmap = &unmap_shared;
      return made;
    }();
    return table;
  }

  std::string name_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::unique_ptr<File>> files_;
  std::vector<std::unique_ptr<File>> removed_;
  std::uint64_t operations_ = 0;
  std::uint64_t fail_at_ = 0;
  bool for_ever_ = false;
  int temporary_ = 0;
};

}  // namespace mengpaneel::store
